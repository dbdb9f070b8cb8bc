// A line whose cells are too many, too few or glued together, cut so that every cell looks like those of its column.
import type { ColumnLooks } from './column-looks';
import { cutLoosely, type Piece } from './cut-loosely';
import type { Field, RowRules } from './read-row';

export interface AlignedRow {
  fields: Field[];
  /** What was done, as the end of a sentence. */
  mended: string;
  /** Surprise at the cells and at what had to be done. */
  cost: number;
}

/** Prices of what may have happened to a row, in nats. */
const NO_DELIMITER = 3;
const SPARE_DELIMITER = 3;
const IN_VALUE = 4;
const NOT_WRITTEN = 8;
/** A row may end early, whatever its last column holds elsewhere. */
const CUT_SHORT = 1.5;
const OTHER_DELIMITER = 4;
/** A value too many, beside those that fit. */
const SURPLUS = 2;
const OTHER_IN_VALUE = 0.5;

const otherDelimiters = ['\t', ';', '|', ' '] as const;
/** Rows with more to mend are past help. */
const MOST_SPARE = 24;
const MOST_PIECES = 200;
/** Longer lines are cut as they stand. */
export const MOST_SIGNS = 8192;
const MOST_CUTS = 400;

/**
 * The best cut of a line (without its end) into as many cells as there are columns; null where none is as likely as the rows that fit, or where
 * the row merely ends early.
 */
export function alignRow(line: string, rules: RowRules, looks: ColumnLooks): AlignedRow | null {
  const { width } = looks;
  if (line.length > MOST_SIGNS) return null;
  const own = cutLoosely(line, rules);
  const endsEarly = own.length === width - 1 && own.every((piece) => !piece.glued);
  if (endsEarly && total(own, 0, looks) <= looks.most) return null;
  const columns = { looks, quote: rules.quote };
  const found = [...aligned(own, rules.delimiter, columns, IN_VALUE)];
  for (const delimiter of otherDelimiters) {
    if (delimiter === rules.delimiter || !line.includes(delimiter)) continue;
    const pieces = cutLoosely(line, { ...rules, delimiter });
    if (pieces.length < width) continue;
    for (const row of aligned(pieces, delimiter, columns, OTHER_IN_VALUE))
      found.push({ ...row, cost: row.cost + OTHER_DELIMITER, mended: 'its delimiter is another' });
  }
  const best = found.reduce<AlignedRow | null>(
    (least, row) => (least && least.cost <= row.cost ? least : row),
    null,
  );
  return best && best.fields.length === width && best.cost <= looks.usual ? best : null;
}

interface Columns {
  looks: ColumnLooks;
  quote: string;
}

/** All ways worth a look to bring the pieces to the columns. */
function* aligned(
  pieces: readonly Piece[],
  delimiter: string,
  columns: Columns,
  inValue: number,
): Iterable<AlignedRow> {
  const { looks } = columns;
  const { width } = looks;
  if (pieces.length > MOST_PIECES) return;
  const glued = pieces.filter((piece) => piece.glued).length;
  const price = glued * NO_DELIMITER;
  const missing = 'a delimiter is missing';
  if (pieces.length === width) {
    const cost = price + total(pieces, 0, looks);
    yield { fields: pieces.map(fieldOf), mended: glued > 0 ? missing : 'its quotes stand otherwise', cost };
  } else if (pieces.length === width - 1) {
    for (const row of insertions(pieces, columns)) yield { ...row, mended: missing, cost: row.cost + price };
  } else if (pieces.length > width && pieces.length - width <= MOST_SPARE) {
    const row = merged(pieces, delimiter, columns, inValue);
    const beyond = pieces.slice(width).filter((piece) => piece.text !== '').length;
    const asItIs = total(pieces.slice(0, width), 0, looks) + SURPLUS * beyond;
    if (row && (beyond === 0 || row.cost < asItIs)) yield { ...row, cost: row.cost + price };
  }
}

const fieldOf = ({ text, quoted }: Piece): Field => ({ text, quoted, malformed: false });

/** Surprise at the pieces, the first of which is in column `from`. */
function total(pieces: readonly Piece[], from: number, looks: ColumnLooks): number {
  return pieces.reduce((sum, piece, i) => sum + looks.cost(from + i, piece), 0);
}

/** One cell more: a gap before a piece or behind the last, or a piece cut in two. */
function* insertions(
  pieces: readonly Piece[],
  { looks, quote }: Columns,
): Iterable<{ fields: Field[]; cost: number }> {
  const before = runningSums(pieces.map((piece, i) => looks.cost(i, piece)));
  const shifted = runningSums(pieces.map((piece, i) => looks.cost(i + 1, piece)));
  const behind = (from: number) => (shifted[pieces.length] as number) - (shifted[from] as number);
  const gap: Piece = { text: '', quoted: false, glued: false };
  const withCells = (from: number, to: number, cells: readonly Piece[], cost: number) => ({
    fields: [...pieces.slice(0, from), ...cells, ...pieces.slice(to)].map(fieldOf),
    cost: (before[from] as number) + cost + behind(to),
  });
  for (let at = 0; at < pieces.length; at++) {
    yield withCells(at, at, [gap], NOT_WRITTEN + looks.cost(at, gap));
  }
  yield withCells(pieces.length, pieces.length, [], CUT_SHORT);
  for (const [at, piece] of pieces.entries()) {
    for (const halves of cuts(piece, quote)) {
      const cost = NO_DELIMITER + looks.cost(at, halves[0]) + looks.cost(at + 1, halves[1]);
      yield withCells(at, at + 1, halves, cost);
    }
  }
}

function runningSums(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums[sums.length - 1] as number) + value);
  return sums;
}

/** A quoted text where two quotes met, any other one anywhere. */
export function* cuts({ text, quoted }: Piece, quote: string): Iterable<[Piece, Piece]> {
  const half = (part: string): Piece => ({ text: part, quoted, glued: false });
  if (quoted) {
    for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1))
      yield [half(text.slice(0, at)), half(text.slice(at + 1))];
    return;
  }
  for (let at = 1; at < Math.min(text.length, MOST_CUTS); at++)
    yield [half(text.slice(0, at)), half(text.slice(at))];
}

interface Step {
  cost: number;
  /** Place of the first piece of the cell before, and what the cell is; undefined at the start. */
  from: number;
  cell: Piece | null;
}

/** Fewer cells than pieces: empty ones are left out, neighbours joined by the delimiter that a value holds. */
function merged(
  pieces: readonly Piece[],
  delimiter: string,
  { looks }: Columns,
  inValue: number,
): AlignedRow | null {
  const { width } = looks;
  const spare = pieces.length - width;
  // The least surprise with so many pieces used up by so many columns, and the step that leads there.
  const table = Array.from({ length: width + 1 }, () => new Map<number, Step>());
  (table[0] as Map<number, Step>).set(0, { cost: 0, from: 0, cell: null });
  for (let column = 0; column <= width; column++) {
    const here = table[column] as Map<number, Step>;
    for (let at = column; at <= column + spare; at++) {
      const step = here.get(at);
      if (!step) continue;
      const offer = (to: number, next: number, cell: Piece | null, cost: number) => {
        const row = table[to] as Map<number, Step>;
        if (step.cost + cost < (row.get(next)?.cost ?? Number.POSITIVE_INFINITY))
          row.set(next, { cost: step.cost + cost, from: at, cell });
      };
      const piece = pieces[at];
      if (!piece) continue;
      if (piece.text === '' && !piece.quoted) offer(column, at + 1, null, SPARE_DELIMITER);
      if (column === width) continue;
      let text = '';
      for (let end = at; end <= Math.min(at + spare, pieces.length - 1); end++) {
        const next = pieces[end] as Piece;
        if (end > at && (next.quoted || piece.quoted)) break;
        text = end === at ? next.text : `${text}${delimiter}${next.text}`;
        const cell = { ...piece, text };
        offer(column + 1, end + 1, cell, looks.cost(column, cell) + (end - at) * inValue);
      }
    }
  }
  return trace(table, pieces.length, width);
}

function trace(table: readonly Map<number, Step>[], pieces: number, width: number): AlignedRow | null {
  const last = table[width]?.get(pieces);
  if (!last) return null;
  const fields: Field[] = [];
  let dropped = 0;
  let step = last;
  for (let column = width, at = pieces; at > 0; ) {
    if (step.cell) {
      fields.unshift(fieldOf(step.cell));
      column--;
    } else dropped++;
    at = step.from;
    step = table[column]?.get(at) as Step;
  }
  const mended =
    dropped > 0 ? 'a delimiter was left out that no value follows' : 'a value holds the delimiter';
  return { fields, mended, cost: last.cost };
}
