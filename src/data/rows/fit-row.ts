// Brings a row to the columns of its table, and says what had to be done.
import type { Layout, TextRow } from './layout';

/** A line that is not as the others are. */
export interface RowNote {
  line: number;
  reason: string;
  /** The beginning of the row. */
  text: string;
}

export interface FittedRow {
  /** As many as there are columns, and those beyond them if there is a surplus. */
  cells: string[];
  /** What the row holds beyond the last column. */
  surplus: 'none' | 'empty' | 'values';
  /** Null for a row like the others. */
  note: RowNote | null;
}

const MOST_TEXT = 200;

/** Fills a row that is too short with empty values; one that is too long keeps all it has. */
export function fitRow(row: TextRow, { names, cells: usual }: Pick<Layout, 'names' | 'cells'>): FittedRow {
  const width = names.length;
  const found = row.cells.length;
  const note = (reason: string): RowNote => ({
    line: row.line,
    reason,
    text: row.cells.join(' · ').slice(0, MOST_TEXT),
  });
  // A delimiter that ends every row gives one empty value more.
  const isTrailing = found > width && found <= usual && row.cells.slice(width).every(isEmpty);
  const cells = isTrailing ? row.cells.slice(0, width) : row.cells;
  if (cells.length > width) {
    const surplus = cells.slice(width).every(isEmpty) ? 'empty' : 'values';
    return { cells, surplus, note: note(`It has ${values(found)} where ${usual} are expected.`) };
  }
  const short = width - cells.length;
  const filled = short > 0 ? [...cells, ...Array.from({ length: short }, () => '')] : cells;
  const fitted = (reason: string | null): FittedRow => ({
    cells: filled,
    surplus: 'none',
    note: reason === null ? null : note(reason),
  });
  if (row.mended !== null) return fitted(`Mended: ${row.mended}.`);
  if (row.malformed) return fitted('A quote is not closed, or text follows it.');
  if (short > 0 && found < usual)
    return fitted(`It has ${values(found)} where ${usual} are expected; the rest is empty.`);
  return fitted(null);
}

const isEmpty = (text: string) => text.trim() === '';

function values(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}
