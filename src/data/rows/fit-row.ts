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
  /** As many as there are columns, unless `surplus`. */
  cells: string[];
  /** The row holds values beyond the last column. */
  surplus: boolean;
  /** Null for a row like the others. */
  note: RowNote | null;
}

const MOST_TEXT = 200;

/** Fills a row that is too short with empty values and cuts empty ones beyond the last column. */
export function fitRow(row: TextRow, { names, cells: usual }: Pick<Layout, 'names' | 'cells'>): FittedRow {
  const width = names.length;
  const found = row.cells.length;
  const note = (reason: string): RowNote => ({
    line: row.line,
    reason,
    text: row.cells.join(' · ').slice(0, MOST_TEXT),
  });
  let cells = row.cells;
  while (cells.length > width && (cells[cells.length - 1] as string).trim() === '')
    cells = cells.slice(0, -1);
  if (cells.length > width)
    return { cells, surplus: true, note: note(`It has ${values(found)} where ${usual} are expected.`) };
  const short = width - cells.length;
  if (short > 0) cells = [...cells, ...Array.from({ length: short }, () => '')];
  if (row.mended !== null) return { cells, surplus: false, note: note(`Mended: ${row.mended}.`) };
  if (row.malformed)
    return { cells, surplus: false, note: note('A quote is not closed, or text follows it.') };
  if (short > 0 && found < usual)
    return {
      cells,
      surplus: false,
      note: note(`It has ${values(found)} where ${usual} are expected; the rest is empty.`),
    };
  return { cells, surplus: false, note: null };
}

function values(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}
