// A table in words: how its file is written, and a line for each column.
import type { Dialect } from '../core/recipe/dialect';
import type { ColumnProfile, Profile } from '../core/run/profile';
import type { ReadingReport } from '../core/run/reading-report';
import { alignTable } from './aligned-table';
import { amountText, bytesText, countText, figureText } from './number-text';
import { paint } from './paint';
import { commandLine } from './shell-text';

const MOST_LINES = 5;

/** The whole text, ending in a line feed; `next` is the training of the table, `width` that of a line. */
export function profileText(
  profile: Profile,
  next: readonly string[],
  { color, width }: { color: boolean; width: number },
): string {
  const { rows, columns, bytes, dialect } = profile;
  const gaps = columns.some(({ missing }) => missing > 0);
  const head = ['column', 'kind', 'missing', 'distinct', 'minimum', 'mean', 'maximum', 'most frequent'];
  const cells = [head, ...columns.map(columnCells)];
  return [
    `${paint(color).bold(profile.name)}: ${amountText(rows, 'row')}, ${amountText(columns.length, 'column')}, ${bytesText(bytes)}\n`,
    `${layoutText(dialect, profile.reading)}\n\n`,
    alignTable(
      gaps ? cells : cells.map((row) => row.filter((_, i) => i !== 2)),
      ['left', 'left', ...(gaps ? ['right' as const] : []), 'right', 'right', 'right', 'right', 'left'],
      width,
    ),
    `\nNext:\n  ${commandLine(...next)}\n`,
  ].join('');
}

/** The decision about the file in one line, how sure it is, and the lines that do not fit. */
export function layoutText(dialect: Dialect, reading: ReadingReport): string {
  const sure = reading.confidence < 1 || reading.format === 'csv';
  const odd = [...reading.rejected, ...reading.mended]
    .slice(0, MOST_LINES)
    .map(({ line, reason }) => `\n  line ${line}: ${reason}`);
  return [
    writtenAs(dialect, reading).join(', '),
    sure ? ` (${Math.round(reading.confidence * 100)} % sure)` : '',
    ...odd,
  ].join('');
}

const formatNames: Record<string, string> = {
  parquet: 'Parquet',
  arrow: 'Arrow',
  json: 'JSON',
  'json-lines': 'JSON Lines',
};

function writtenAs(dialect: Dialect, { format, parts, sheets }: ReadingReport): string[] {
  const name = formatNames[format];
  if (name !== undefined) return [name];
  if (format !== 'excel') return [...signsOf(dialect), ...linesOf(dialect), ...bytesOf(dialect)];
  const sheet = parts.find(({ part }) => part === 'sheet')?.value ?? '';
  const others = sheets.length > 1 ? `, one of ${countText(sheets.length)}` : '';
  return [`Workbook, sheet "${sheet}"${others}`, ...linesOf(dialect)];
}

const signNames: Record<string, string> = { '\t': 'tab', ' ': 'space', ' +': 'spaces', '': 'none' };

function signsOf({ delimiter, quote, comment }: Dialect): string[] {
  return [
    `Delimiter ${signNames[delimiter] ?? `'${delimiter}'`}`,
    ...(quote === '"' ? [] : [`quote ${quote === '' ? 'none' : quote}`]),
    ...(comment === '' ? [] : [`comments from ${comment}`]),
  ];
}

function linesOf({ preambleLines, headerRows, footerLines }: Dialect): string[] {
  const names =
    headerRows === 0
      ? 'no line of names'
      : headerRows === 1
        ? `names in the first line${preambleLines > 0 ? ' below' : ''}`
        : `${headerRows} rows of names`;
  return [
    ...(preambleLines === 0 ? [] : [`${amountText(preambleLines, 'line')} above the table`]),
    names,
    ...(footerLines === 0 ? [] : [`${amountText(footerLines, 'line')} below the table`]),
  ];
}

const bytesOf = ({ encoding, compression }: Dialect): string[] => [
  encoding,
  ...(compression === 'none' ? [] : [compression]),
];

function columnCells(column: ColumnProfile): string[] {
  const { name, type, kind, missing, distinct, minimum, mean, maximum, top } = column;
  const isDate = type === 'date';
  const figure = (value: number | null) => {
    if (value === null) return '';
    return isDate ? new Date(value * 86_400_000).toISOString().slice(0, 10) : figureText(value);
  };
  const frequent = top.slice(0, 3).map(({ value, count }) => `${value} (${countText(count)})`);
  return [
    name,
    kind === type || kind === 'boolean' ? kind : `${kind} (${type})`,
    missing === 0 ? '' : countText(missing),
    countText(distinct),
    figure(minimum),
    figure(mean),
    figure(maximum),
    frequent.join(', '),
  ];
}
