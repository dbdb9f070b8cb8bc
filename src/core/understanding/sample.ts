// A sample of a table: which rows, and each column's values on them.
import { createRandom, streamOf } from '../random';
import type { Column } from '../table';

/** At most so many of the rows, ascending, the same for the same seed; all where they are few. */
export function sampleRows(rows: Int32Array, most: number, seed: number): Int32Array {
  if (rows.length <= most) return rows;
  const random = createRandom(seed, streamOf('understanding'));
  const chosen = new Int32Array(most);
  let count = 0;
  // Selection sampling (Knuth, TAOCP 2, 3.4.2 S): each row with the chance that keeps the number exact.
  for (let i = 0; count < most; i++)
    if (random.uniform() * (rows.length - i) < most - count) chosen[count++] = rows[i] as number;
  return chosen;
}

/** The column on those rows. */
export function takeRows(column: Column, rows: Int32Array): Column {
  if (column.type === 'category') {
    const { codes } = column;
    return { ...column, codes: rows.map((row) => codes[row] as number) };
  }
  if (column.type === 'text') {
    const { values } = column;
    return { ...column, values: Array.from(rows, (row) => values[row] as string) };
  }
  const { values } = column;
  return { ...column, values: Float64Array.from(rows, (row) => values[row] as number) };
}
