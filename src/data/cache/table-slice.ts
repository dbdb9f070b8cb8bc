// Some rows of a table as a table of its own.
import type { CategoryColumn, Column, NumericColumn, Table, TextColumn } from '../../core/table';
import { rowsReader, withGetters } from './stored-columns';

/** The rows from ≤ row < to. Columns are made when they are used; of stored ones only these rows are read. */
export function sliceTable(table: Table, from: number, to: number): Table {
  return {
    rows: to - from,
    columns: table.columns.map((column) => sliceColumn(column, from, to)),
    ...(table.firstLine !== undefined && { firstLine: table.firstLine + from }),
  };
}

function sliceColumn(column: Column, from: number, to: number): Column {
  const { name } = column;
  const read = rowsReader(column);
  switch (column.type) {
    case 'category':
      return withGetters({ name, type: 'category' } as CategoryColumn, {
        codes: once(() => (read ? new Int32Array(read(from, to, 4)) : column.codes.subarray(from, to))),
        categories: () => column.categories,
      });
    case 'text':
      return withGetters({ name, type: 'text' } as TextColumn, {
        values: once(() => column.values.slice(from, to)),
      });
    case 'number':
    case 'boolean':
    case 'date':
      return withGetters({ name, type: column.type } as NumericColumn, {
        values: once(() => (read ? new Float64Array(read(from, to, 8)) : column.values.subarray(from, to))),
      });
  }
}

function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= make();
    return value;
  };
}
