// The shape of a table under its dialect: how many values a row has, what the columns are called, the first rows.
import type { Dialect } from '../../core/recipe/dialect';
import { joinHeader } from '../sniff/header';
import { isTyped, kindOf } from '../sniff/kinds';
import { areNames, createRowTest, kindsOfColumns } from '../sniff/row-test';
import type { TextSample } from '../sniff/sniff';
import { numberedNames } from '../column-names';
import { type LearnedLooks, learnLooks } from './column-looks';
import { lineEndAfter, readRow } from './read-row';
import { countLineEnds, readMendedRow, type RowTest } from './mend-row';

export interface TextRow {
  cells: string[];
  /** Which cells stand in quotes. */
  quoted: readonly boolean[];
  /** Line of the file on which the row begins, from 1. */
  line: number;
  /** Lines that it takes. */
  lines: number;
  /** What was done about a row that does not fit the others; null if it fits or nothing helped. */
  mended: string | null;
  malformed: boolean;
}

export interface Layout {
  /** Names as the file has them: perhaps empty or repeated. Numbered ones for a file without header. */
  names: string[];
  /** Values of a row as it is cut; more than `names` where each row ends in a delimiter. */
  cells: number;
  /** Whether a row holds what the columns hold elsewhere. */
  test: RowTest;
  /** What the cells of the columns look like. */
  looks: LearnedLooks;
  /** The first rows below the header, as they are cut. */
  body: TextRow[];
  /** Line of the first row below the header; blank lines and comments may stand between. */
  firstLine: number;
}

const SAMPLE_ROWS = 1000;
/** Share of the rows of a file without names from which on their length is meant. */
const MANY = 0.25;

/** Reads the head of a text by a dialect. */
export function findLayout(sample: TextSample, dialect: Dialect): Layout {
  const start = skipLines(sample.head, dialect.preambleLines);
  const widthOf = (rows: readonly TextRow[]) => mostCommon(rows.map((row) => row.cells.length));
  // Once to see how many values the rows have, once more to mend those that have not.
  const first = readSample(sample, dialect, start, 0);
  const expected = widthOf(first.slice(dialect.headerRows)) ?? widthOf(first) ?? 1;
  const usual = first.slice(dialect.headerRows).filter((row) => row.cells.length === expected);
  const test = createRowTest(
    kindsOfColumns(
      usual.map((row) => row.cells),
      expected,
    ),
  );
  const looks = learnLooks(usual.filter((row) => !row.malformed).map(fieldsOf), expected);
  const rows = readSample(sample, dialect, start, expected, { test, looks });
  const header = rows.slice(0, dialect.headerRows).map((row) => row.cells);
  const body = rows.slice(dialect.headerRows);
  const common = widthOf(body) ?? header[header.length - 1]?.length ?? 1;
  const cells = dialect.headerRows === 0 ? Math.max(common, widestCommon(body)) : common;
  const names = dialect.headerRows === 0 ? unnamed(cells, body) : nameColumns(header, cells, body);
  const last = rows[dialect.headerRows - 1];
  const firstLine = body[0]?.line ?? (last ? last.line + last.lines : 1);
  return { names, cells, test, looks, body, firstLine };
}

/** Place after a number of lines. */
export function skipLines(text: string, lines: number): number {
  let at = 0;
  for (let line = 0; line < lines && at < text.length; line++) {
    while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
    at = Math.min(text.length, lineEndAfter(text, at));
  }
  return at;
}

/** What the cells of a row may be told by. */
type Expected = Partial<Pick<Layout, 'test' | 'looks'>>;

const fieldsOf = ({ cells, quoted }: TextRow) =>
  cells.map((text, i) => ({ text, quoted: quoted[i] === true, malformed: false }));

/** The row at `at`, or null for a blank line or a comment; `width` 0 mends nothing. */
export function readTextRow(
  text: string,
  at: number,
  dialect: Dialect,
  width: number,
  line: number,
  { test, looks }: Expected = {},
): { row: TextRow | null; end: number; endsLine: boolean; lines: number } {
  if (dialect.comment !== '' && text.startsWith(dialect.comment, at)) {
    const { end, endsLine } = readRow(text, at, { delimiter: '', quote: '', escape: '' });
    return { row: null, end, endsLine, lines: 1 };
  }
  const read =
    width > 0
      ? readMendedRow(text, at, dialect, width, test, looks)
      : { ...readRow(text, at, dialect), mended: null };
  const lines = Math.max(1, countLineEnds(text, at, read.end));
  const [only] = read.fields;
  const blank = read.fields.length === 1 && !only?.quoted && only?.text.trim() === '';
  const { end, endsLine, mended, malformed } = read;
  if (blank) return { row: null, end, endsLine, lines };
  const quoted = read.fields.map((field) => field.quoted);
  const cells = read.fields.map((field) => field.text);
  return { row: { cells, quoted, line, lines, mended, malformed }, end, endsLine, lines };
}

function readSample(
  sample: TextSample,
  dialect: Dialect,
  start: number,
  width: number,
  expected?: Expected,
): TextRow[] {
  const { head, complete } = sample;
  const rows: TextRow[] = [];
  let at = start;
  let line = dialect.preambleLines + 1;
  const limit = complete
    ? countLineEnds(head, 0, head.length) + 1 - dialect.footerLines
    : Number.POSITIVE_INFINITY;
  const endsInLineEnd = /[\r\n]$/.test(head);
  const lastLine = endsInLineEnd ? limit - 1 : limit;
  while (at < head.length && rows.length < SAMPLE_ROWS + dialect.headerRows && line <= lastLine) {
    const found = readTextRow(
      head,
      at,
      dialect,
      width,
      line,
      rows.length < dialect.headerRows ? { test: areNames } : expected,
    );
    if (found.row && (found.endsLine || complete)) rows.push(found.row);
    at = found.end;
    line += found.lines;
  }
  return rows;
}

/** The value that comes most often, the larger of two equals. */
function mostCommon(values: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: number | null = null;
  for (const [value, count] of counts) {
    const most = best === null ? 0 : (counts.get(best) as number);
    if (count > most || (count === most && value > (best ?? 0))) best = value;
  }
  return best;
}

/** The largest number of cells that many rows have: the last values may be left out where they are missing. */
function widestCommon(body: readonly TextRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of body) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return Math.max(
    0,
    ...[...counts].filter(([, count]) => count >= body.length * MANY).map(([width]) => width),
  );
}

const isEmpty = (body: readonly TextRow[], column: number) =>
  body.every((row) => (row.cells[column] ?? '').trim() === '');

/** Without header: numbers, and no column for a delimiter that merely ends each row. */
function unnamed(cells: number, body: readonly TextRow[]): string[] {
  const trailing = cells > 1 && body.length > 1 && isEmpty(body, cells - 1);
  return numberedNames(trailing ? cells - 1 : cells);
}

/** Names for all columns that hold something. */
function nameColumns(header: readonly string[][], cells: number, body: readonly TextRow[]): string[] {
  const longest = Math.max(...header.map((row) => row.length), 1);
  const names = joinHeader(header, longest);
  if (longest > cells) return body.length === 0 ? names : dropUnnamed(names, cells);
  if (longest === cells) {
    const trailing = cells > 1 && names[cells - 1]?.trim() === '' && isEmpty(body, cells - 1);
    return trailing ? names.slice(0, -1) : names;
  }
  if (longest === cells - 1) {
    // A delimiter ends each row but the header, or the rows begin with names of their own, as R writes them.
    if (isEmpty(body, cells - 1)) return names;
    if (isRowNames(body)) return ['', ...names];
  }
  return [...names, ...Array.from({ length: cells - longest }, () => '')];
}

/** Takes out names that are empty, from the end, as long as there are more names than values. */
function dropUnnamed(names: readonly string[], cells: number): string[] {
  const kept = [...names];
  for (let i = kept.length - 1; i >= 0 && kept.length > cells; i--) {
    if (kept[i]?.trim() === '') kept.splice(i, 1);
  }
  return kept;
}

/** Whether the first cells are all different and either count or stand in quotes. */
function isRowNames(body: readonly TextRow[]): boolean {
  const first = body.map((row) => row.cells[0] ?? '');
  if (body.length < 2 || new Set(first).size < first.length) return false;
  const counts = first.every((text, i) => Number(text) === Number(first[0]) + i);
  return (
    counts ||
    (body.every((row) => row.quoted.includes(true)) && first.every((text) => !isTyped(kindOf(text))))
  );
}
