// The values of one column of a DuckDB chunk as plain memory, where the vector keeps them so.

/** One column of a chunk, without nulls. */
export interface ChunkColumn {
  readonly itemCount: number;
  getItem(row: number): unknown;
}

/** The numbers of a column of doubles, or null where the vector does not show them. Valid as long as the chunk. */
export function numbersOf(column: ChunkColumn): Float64Array | null {
  const items: unknown = Reflect.get(column, 'items');
  return items instanceof Float64Array && items.length === column.itemCount ? items : null;
}

const ENTRY_WORDS = 4;

/**
 * A column of texts as DuckDB lays them out (`duckdb_string_t`): four words a text, the first of which is its length in
 * bytes; texts of up to 12 bytes fill the other three. Null where the vector does not show them.
 */
export function textWordsOf(column: ChunkColumn): Int32Array | null {
  const view: unknown = Reflect.get(column, 'dataView');
  if (!(view instanceof DataView) || view.byteOffset % 4 !== 0) return null;
  if (view.byteLength !== column.itemCount * ENTRY_WORDS * 4) return null;
  return new Int32Array(view.buffer, view.byteOffset, column.itemCount * ENTRY_WORDS);
}
