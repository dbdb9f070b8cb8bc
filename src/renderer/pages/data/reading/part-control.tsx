// The control for one part of how a text file is written.
import { type Dialect, encodings } from '../../../../core/recipe/dialect';
import { parseNames, parseNumber } from '../../../forms/parse-number';
import { TextBox } from '../../../forms/text-box';
import { formatInput } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { Select } from '../../../ui/select';

/** The parts in the order in which a file is read. */
const dialectParts = [
  'encoding',
  'delimiter',
  'quote',
  'escape',
  'comment',
  'preambleLines',
  'headerRows',
  'footerLines',
  'decimal',
  'thousands',
  'dateOrder',
  'missing',
] as const satisfies readonly (keyof Dialect)[];

/** The parts that a person may correct: of a workbook where its table begins and ends. */
export function partsOf(format: string): readonly DialectPart[] {
  if (format === 'excel') return ['preambleLines', 'headerRows', 'footerLines', 'missing'];
  return hasDialect(format) ? dialectParts : [];
}

/** Formats of text are written in some dialect; the others say themselves what they hold. */
export function hasDialect(format: string): boolean {
  return format === 'csv';
}

export type DialectPart = (typeof dialectParts)[number];

export interface PartControlProps {
  id: string;
  part: DialectPart;
  dialect: Dialect;
  disabled: boolean;
  onChange(parts: Partial<Dialect>): void;
  message: string;
  onMessage(message: string): void;
}

/** The signs that are offered; one that the file has beside them is offered, too. */
const offered = {
  delimiter: [',', ';', '\t', '|', ' ', ' +', ':', '~', ''],
  quote: ['"', "'", ''],
  escape: ['', '\\'],
  comment: ['', '#', '//', '%', '--', ';'],
  decimal: ['.', ','],
  thousands: ['', ',', '.', ' ', "'", '_'],
} as const satisfies Partial<Record<DialectPart, readonly string[]>>;

const counts = { preambleLines: 10_000, headerRows: 16, footerLines: 10_000 } as const;

export function PartControl(props: PartControlProps) {
  const { id, part, dialect, disabled, onChange } = props;
  const value = dialect[part];
  if (part in counts) return <CountControl {...props} part={part as keyof typeof counts} />;
  if (part === 'missing') return <MissingControl {...props} />;
  const options = optionsOf(part, String(value));
  return (
    <Select
      id={id}
      value={String(value)}
      disabled={disabled}
      options={options}
      onChange={(chosen) => onChange({ [part]: chosen } as Partial<Dialect>)}
    />
  );
}

function optionsOf(part: DialectPart, value: string): { value: string; title: string }[] {
  if (part === 'encoding')
    return encodings.map((encoding) => ({ value: encoding, title: text.reading.encodings[encoding] }));
  if (part === 'dateOrder')
    return (['auto', 'dmy', 'mdy', 'ymd'] as const).map((order) => ({
      value: order,
      title: text.reading.dateOrders[order],
    }));
  const signs: readonly string[] = part in offered ? offered[part as keyof typeof offered] : [];
  return [...signs, ...(signs.includes(value) ? [] : [value])].map((sign) => ({
    value: sign,
    title: part === 'escape' && sign === '' ? text.reading.doubledQuote : signTitle(sign),
  }));
}

/** A sign by its name; itself where it has none. */
export function signTitle(sign: string): string {
  const signs: Record<string, string> = text.reading.signs;
  return signs[sign] ?? sign;
}

function CountControl(props: Omit<PartControlProps, 'part'> & { part: keyof typeof counts }) {
  const { id, part, dialect, message, onMessage, onChange } = props;
  const value = dialect[part];
  const bounds = { type: 'integer', minimum: 0, maximum: counts[part], maximumLength: undefined } as const;
  return (
    <TextBox<number>
      id={id}
      value={value}
      invalid={message !== ''}
      describedBy={message === '' ? undefined : `${id}-message`}
      format={formatInput}
      parse={(written) => parseNumber(written, bounds)}
      onChange={(parsed) => {
        onMessage('message' in parsed ? parsed.message : '');
        if ('value' in parsed && parsed.value !== value) onChange({ [part]: parsed.value });
      }}
      onStep={(up) => onChange({ [part]: Math.min(counts[part], Math.max(0, value + (up ? 1 : -1))) })}
      onLeave={() => onMessage('')}
    />
  );
}

function MissingControl({ id, dialect, onChange }: PartControlProps) {
  return (
    <TextBox<readonly string[]>
      id={id}
      value={dialect.missing}
      placeholder={text.reading.noMissing}
      invalid={false}
      describedBy={undefined}
      format={(list) => list.join(', ')}
      parse={parseNames}
      onChange={(parsed) => {
        if ('value' in parsed && parsed.value.join() !== dialect.missing.join())
          onChange({ missing: [...parsed.value] });
      }}
      onLeave={() => {}}
    />
  );
}
