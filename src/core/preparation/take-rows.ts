// Some rows of a table.
import type { Column, Table } from '../table';

/** The rows with these numbers, in that order; lines of the file are no longer known. */
export function takeRows(table: Table, rows: Int32Array): Table {
  return { rows: rows.length, columns: table.columns.map((column) => takeFrom(column, rows)) };
}

/** Reads the values of the column once, as it may have to read them from disk. */
function takeFrom(column: Column, rows: Int32Array): Column {
  const { name } = column;
  if (column.type === 'category') {
    const { codes, categories } = column;
    return { name, type: 'category', categories, codes: rows.map((row) => codes[row] as number) };
  }
  if (column.type === 'text') {
    const { values } = column;
    return { name, type: 'text', values: Array.from(rows, (row) => values[row] as string) };
  }
  const { type, values } = column;
  return { name, type, values: Float64Array.from(rows, (row) => values[row] as number) };
}
