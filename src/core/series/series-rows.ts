// The rows of a table series by series, in the order of time.
import { textOf } from '../preparation/column-text';
import { type Column, isNumeric, type Table } from '../table';

export interface KeyedRows {
  /** Null where there is one series. */
  key: string | null;
  /** Row numbers in the order of the table. */
  rows: Int32Array;
}

/** One entry for each value of the key, in the order in which they first come up; rows without one are in none. */
export function groupRows(table: Table, key: Column | undefined): KeyedRows[] {
  if (!key) return [{ key: null, rows: Int32Array.from({ length: table.rows }, (_, row) => row) }];
  const groups = new Map<string, number[]>();
  for (let row = 0; row < table.rows; row++) {
    const name = textOf(key, row);
    if (name === null) continue;
    const known = groups.get(name);
    if (known) known.push(row);
    else groups.set(name, [row]);
  }
  return [...groups].map(([name, rows]) => ({ key: name, rows: Int32Array.from(rows) }));
}

/** NaN where missing. Without a column the place of each row. */
export function momentsOf(time: Column | undefined, rows: Int32Array): Float64Array {
  if (!time || !isNumeric(time)) return Float64Array.from(rows.keys());
  return Float64Array.from(rows, (row) => time.values[row] as number);
}
