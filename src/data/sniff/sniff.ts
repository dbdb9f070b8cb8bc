// Decides how a text file is to be read: the dialect, where the table begins and ends, and what its columns are called.
import { type Dialect, usualDialect } from '../../core/recipe/dialect';
import { readMendedRow } from '../rows/mend-row';
import { SPACES } from '../rows/read-row';
import { findBottom, findTop } from './bounds';
import { findRules } from './find-rules';
import { type Cells, countHeaderRows } from './header';
import type { Kind } from './kinds';
import { usualWidth } from './regularity';
import { areNames, createRowTest, kindsOfColumns } from './row-test';
import { type SampleRow, sampleRows } from './sample-rows';
import { findValueFormat } from './value-format';

/** One part of a decision: what was chosen, how sure that is (0 to 1) and a sentence that says why. */
export interface Decision {
  part: string;
  value: string;
  confidence: number;
  why: string;
}

export interface Sniffed {
  /** Encoding and compression as in the usual dialect; the caller knows them. */
  dialect: Dialect;
  decisions: Decision[];
}

/** What is known of a text file: its beginning, and its end where that is not part of the beginning. */
export interface TextSample {
  head: string;
  /** The last lines, beginning at a line start; empty if `complete`. */
  tail: string;
  /** Whether the head is the whole file. */
  complete: boolean;
}

const ROWS = 2000;

/** Finds the dialect of a text; parts of `given` are taken as they are. */
export function sniff(sample: TextSample): Sniffed {
  const { head, complete } = sample;
  const rules = findRules(head, complete);
  const sampled = sampleRows(head, rules, { comment: rules.comment, complete, limit: ROWS });
  const width = rules.width < 2 ? 1 : usualWidth(sampled.filter((row) => !row.blank && !row.comment));
  const rows = withNames(sampled, rules, width);
  const top = findTop(rows, width);
  const first = rows[top];
  const table = rows.slice(top).filter((row) => !row.blank && !row.comment);
  const body = table.filter((row) => row.fields.length === width).map(cellsOf);
  const kinds = kindsOfColumns(body, width, 0.5);
  const footerLines = countFooter(sample, rules, rows, width, kinds, top);
  const footed = complete ? table.filter((row) => row.line < lineCount(rows) - footerLines) : table;
  const header = countHeaderRows(withHeader(footed, width), width);
  const format = findValueFormat(columnsOf(body.slice(header.rows), width), rules.delimiter);
  const preambleLines = first ? first.line - 1 : 0;
  const dialect: Dialect = {
    ...usualDialect,
    ...{ delimiter: rules.delimiter, quote: rules.quote, escape: rules.escape, comment: rules.comment },
    ...{ preambleLines, headerRows: header.rows, footerLines },
    ...{ decimal: format.decimal, thousands: format.thousands },
  };
  return { dialect, decisions: explain(dialect, rules, header.why, format, rows) };
}

/** The rows with the first one mended where it names as many columns as there are, but is written otherwise. */
function withNames(rows: SampleRow[], rules: ReturnType<typeof findRules>, width: number): SampleRow[] {
  const at = rows.findIndex((row) => !row.blank && !row.comment);
  const first = rows[at];
  if (!first || width < 2 || (first.fields.length === width && !first.malformed)) return rows;
  const { fields, malformed } = readMendedRow(first.raw, 0, rules, width, areNames);
  const cells = fields.map((field) => field.text);
  if (malformed || fields.length !== width || !areNames(cells)) return rows;
  // A title is no header above one.
  const below = rows.slice(at + 1).filter((row) => !row.blank && !row.comment);
  if (below.length > 0 && countHeaderRows(withHeader(below, width), width).rows > 0) return rows;
  const mended = { ...first, fields, malformed: false, filled: fields.length };
  return rows.map((row, i) => (i === at ? mended : row));
}

const cellsOf = (row: SampleRow): string[] => row.fields.map((field) => field.text.trim());

/** Line after the last one of the sample. */
const lineCount = (rows: readonly SampleRow[]) => rows[rows.length - 1]?.nextLine ?? 1;

/** The rows that a header is looked for in: the first one whatever its length, below it those of the usual length. */
function withHeader(table: readonly SampleRow[], width: number): Cells[] {
  return table.filter((row, i) => i === 0 || row.fields.length === width).map(cellsOf);
}

function columnsOf(body: readonly Cells[], width: number): string[][] {
  return Array.from({ length: width }, (_, column) => body.map((row) => row[column] ?? ''));
}

function countFooter(
  { tail, complete }: TextSample,
  rules: ReturnType<typeof findRules>,
  rows: readonly SampleRow[],
  width: number,
  kinds: readonly (Kind | null)[],
  top: number,
): number {
  const options = { comment: rules.comment, complete: true, limit: Number.POSITIVE_INFINITY };
  const last = complete ? (rows.length < ROWS ? rows : null) : sampleRows(tail, rules, options);
  if (!last || last.length === 0) return 0;
  const bottom = findBottom(
    last,
    { width, columnKinds: kinds.map((kind) => kind !== null), rules, test: createRowTest(kinds) },
    complete ? top : 0,
  );
  const end = last[bottom];
  return end ? lineCount(last) - end.line : 0;
}

const signNames: Record<string, string> = { '\t': 'tab', ' ': 'space', [SPACES]: 'spaces', '': 'none' };
const nameOf = (sign: string) => signNames[sign] ?? sign;

const signWords: Record<string, string> = {
  ...{ ',': 'the comma', ';': 'the semicolon', '\t': 'the tab', '|': 'the bar', ':': 'the colon' },
  ...{ '~': 'the tilde', ' ': 'the space', [SPACES]: 'runs of spaces', '': 'one column' },
};
/** A delimiter as part of a sentence. */
const inWords = (sign: string) => signWords[sign] ?? signWords[sign.trim()] ?? `"${sign}"`;

function explain(
  dialect: Dialect,
  rules: ReturnType<typeof findRules>,
  headerWhy: string,
  format: ReturnType<typeof findValueFormat>,
  rows: readonly SampleRow[],
): Decision[] {
  const data = rows.filter((row) => !row.blank && !row.comment && row.line > dialect.preambleLines);
  const usual = data.filter((row) => row.fields.length === rules.width).length;
  const share = `${usual} of ${data.length} rows of the sample have ${rules.width} ${rules.width === 1 ? 'value' : 'values'}.`;
  const rival =
    rules.next === null || rules.confidence === 1 ? '' : ` The next best would be ${inWords(rules.next)}.`;
  const quoted = rows.some((row) => row.fields.some((field) => field.quoted));
  const malformed = rows.filter((row) => row.malformed).length;
  const part = (name: string, value: string | number, confidence: number, why: string): Decision => ({
    part: name,
    value: String(value),
    confidence: Math.round(confidence * 100) / 100,
    why,
  });
  const usualShare = data.length === 0 ? 0.5 : usual / data.length;
  return [
    part('delimiter', nameOf(dialect.delimiter), rules.confidence, share + rival),
    part(
      'quote',
      nameOf(dialect.quote),
      quoted ? 1 - malformed / Math.max(1, rows.length) : 0.7,
      quoted ? 'Values stand between it.' : 'No value of the sample is quoted.',
    ),
    part(
      'escape',
      dialect.escape === '' ? 'doubled quote' : dialect.escape,
      quoted ? 0.95 : 0.7,
      dialect.escape === ''
        ? 'No other sign stands before a quote.'
        : 'It stands before quotes within values.',
    ),
    part(
      'comment',
      nameOf(dialect.comment),
      0.9,
      dialect.comment === ''
        ? 'No line is set apart by a sign.'
        : 'Lines that begin with it do not fit the table.',
    ),
    part(
      'preambleLines',
      dialect.preambleLines,
      usualShare,
      dialect.preambleLines === 0
        ? 'The table begins on the first line.'
        : 'The lines above have too few values to be rows of the table.',
    ),
    part('headerRows', dialect.headerRows, usualShare, headerWhy),
    part(
      'footerLines',
      dialect.footerLines,
      usualShare,
      dialect.footerLines === 0
        ? 'The last lines are rows like the others.'
        : 'The last lines are notes or totals.',
    ),
    part('decimal', dialect.decimal, format.confidence, format.why),
  ];
}
