// Which rows at the top of a table hold the names of its columns.
import { isTyped, kindOf } from './kinds';

/** Cells of a row, trimmed. */
export type Cells = readonly string[];

const MOST_HEADER_ROWS = 4;
const BODY_ROWS = 200;
const MOSTLY = 0.8;

/** What the cells of a column below the header have in common, or null. */
interface ColumnPattern {
  /** Whether a text could be one of the column's values. */
  fits(text: string): boolean;
}

/** How many of the first rows name the columns, and why. `rows` begins with the first row of the table. */
export function countHeaderRows(rows: readonly Cells[], width: number): { rows: number; why: string } {
  const [first] = rows;
  if (!first) return { rows: 1, why: 'The file has no row.' };
  if (first.every((text) => kindOf(text) === 'missing')) return { rows: 0, why: 'The first row is empty.' };
  if (rows.length === 1) {
    const typed = first.some((text) => isTyped(kindOf(text)));
    return typed
      ? { rows: 0, why: 'The only row holds values.' }
      : { rows: 1, why: 'The only row holds nothing but words.' };
  }
  if (isNumbered(first, rows)) return { rows: 1, why: 'The first row counts on from column to column.' };
  let best = 0;
  for (let count = 1; count <= Math.min(MOST_HEADER_ROWS, rows.length - 1); count++) {
    const patterns = patternsBelow(rows.slice(count, count + BODY_ROWS), width);
    if (rows.slice(0, count).every((row, i) => isHeaderRow(row, patterns, width, i > 0))) best = count;
    else if (best > 0) break;
  }
  if (best > 0) return { rows: best, why: 'The rows below hold values of other kinds.' };
  return headerOfWords(rows);
}

/** Patterns of the columns that have one. */
function patternsBelow(body: readonly Cells[], width: number): (ColumnPattern | null)[] {
  return Array.from({ length: width }, (_, column) => patternOf(body.map((row) => row[column] ?? '')));
}

function patternOf(column: readonly string[]): ColumnPattern | null {
  const texts = column.filter((text) => kindOf(text) !== 'missing');
  if (texts.length === 0) return null;
  const typed = texts.filter((text) => isTyped(kindOf(text))).length;
  if (typed >= texts.length * MOSTLY) return { fits: (text) => isTyped(kindOf(text)) };
  // Codes such as A-17: one shape with digits in it.
  const shapes = new Map<string, number>();
  for (const text of texts) shapes.set(shapeOf(text), (shapes.get(shapeOf(text)) ?? 0) + 1);
  const [shape, count] = [...shapes].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ['', 0]);
  if (texts.length < 3 || count < texts.length * MOSTLY || !/9/.test(shape)) return null;
  return { fits: (text) => shapeOf(text) === shape };
}

function shapeOf(text: string): string {
  return text
    .replace(/\p{N}+/gu, '9')
    .replace(/[\p{L}\p{M}]+/gu, 'a')
    .replace(/\s+/g, ' ');
}

/** Words where the columns hold values. Of a further header row more is asked: it could be a row of gaps. */
function isHeaderRow(
  row: Cells,
  patterns: readonly (ColumnPattern | null)[],
  width: number,
  further: boolean,
): boolean {
  let named = 0;
  let fitting = 0;
  let strict = 0;
  for (const [column, pattern] of patterns.entries()) {
    const text = row[column] ?? '';
    if (!pattern) {
      if (isTyped(kindOf(text))) fitting++;
      continue;
    }
    strict++;
    if (kindOf(text) === 'missing') continue;
    if (pattern.fits(text)) fitting++;
    else named++;
  }
  if (strict === 0 || fitting > 0 || named === 0) return false;
  if (!further) return named * 2 >= strict || named * 3 >= width;
  return named * 10 >= strict * 6 && (strict >= 2 || width <= 2 || isUniform(row));
}

/** Units in brackets, or one word for all columns: no row of values. */
function isUniform(row: Cells): boolean {
  const known = row.filter((text) => text !== '');
  return known.every((text) => /^(?:\(.*\)|\[.*\]|\{.*\})$/.test(text)) || new Set(known).size === 1;
}

/** Numbers that count on, such as years or 0, 1, 2, above rows that do not. */
function isNumbered(first: Cells, rows: readonly Cells[]): boolean {
  const run = longestRun(first);
  if (run.length < 3 && !(run.length === 2 && isYear(run.first) && run.from > 0)) return false;
  // Everything beside the run must be a name too.
  const beside = [...first.slice(0, run.from), ...first.slice(run.from + run.length)];
  if (beside.some((text) => isTyped(kindOf(text)))) return false;
  const below = rows.slice(1, 6).map((row) => longestRun(row));
  return below.length > 0 && below.every((other) => other.length < run.length || other.first !== run.first);
}

const isYear = (value: number) => value >= 1500 && value <= 2200;

/** The longest run of whole numbers, each one more than the one before. */
function longestRun(row: Cells): { from: number; length: number; first: number } {
  let best = { from: 0, length: 0, first: 0 };
  for (let from = 0; from < row.length; from++) {
    if (!/^\d{1,9}$/.test(row[from] as string)) continue;
    const first = Number(row[from]);
    let length = 1;
    while (row[from + length] === String(first + length)) length++;
    if (length > best.length) best = { from, length, first };
    from += length - 1;
  }
  return best;
}

/** All text: a first row whose values turn up again below is a row like the others. */
function headerOfWords(rows: readonly Cells[]): { rows: number; why: string } {
  const [first, ...rest] = rows as [Cells, ...Cells[]];
  if (first.some((text) => isTyped(kindOf(text)))) return { rows: 0, why: 'The first row holds values.' };
  const known = first.flatMap((text, column) => (kindOf(text) === 'missing' ? [] : [{ text, column }]));
  const repeated = known.filter(({ text, column }) => rest.some((row) => row[column] === text));
  return repeated.length * 2 < first.length
    ? { rows: 1, why: 'Its words do not turn up again in the rows below.' }
    : { rows: 0, why: 'Words of the first row turn up again in the rows below.' };
}

/**
 * One name for each column from the rows of a header: parts that stand below each other are joined with a space. Where
 * names would repeat, a part that spans several columns counts for each of them.
 */
export function joinHeader(rows: readonly Cells[], width: number): string[] {
  const join = (parts: readonly Cells[]) =>
    Array.from({ length: width }, (_, column) =>
      parts
        .map((row) => row[column] ?? '')
        .filter((part) => part.trim() !== '')
        .join(' '),
    );
  if (rows.length <= 1) return Array.from({ length: width }, (_, column) => rows[0]?.[column] ?? '');
  const names = join(rows);
  if (new Set(names).size === names.length) return names;
  const last = rows[rows.length - 1] as Cells;
  const spread = rows.slice(0, -1).map((row) => {
    let before = '';
    return Array.from({ length: width }, (_, column) => (before = (row[column] ?? '').trim() || before));
  });
  return join([...spread, last]);
}
