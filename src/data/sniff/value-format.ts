// How numbers are written: the decimal sign and the sign between groups of three digits.
import type { Dialect } from '../../core/recipe/dialect';
import { judgeNumbers } from '../judge-numbers';

type Format = Pick<Dialect, 'decimal' | 'thousands'>;

/** More cells would tell nothing new. */
const MOST_CELLS = 100_000;

/** The format that the unambiguous numbers of a table speak for, and how sure that is. */
export function findValueFormat(
  columns: readonly (readonly string[])[],
  delimiter: string,
): Format & { confidence: number; why: string } {
  const rows = Math.ceil(MOST_CELLS / Math.max(1, columns.length));
  return judgeNumbers(
    columns.map((column) => column.slice(0, rows)),
    delimiter,
  );
}
