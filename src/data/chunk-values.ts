// The values of one column of a DuckDB chunk as plain memory, where the vector keeps them so.

/** One column of a chunk. Numbers may be null, texts may not. */
export interface ChunkColumn {
  readonly itemCount: number;
  getItem(row: number): unknown;
}

/** The numbers of a column, NaN for null. Valid as long as the chunk. */
export function numbersOf(column: ChunkColumn): Float64Array {
  const items: unknown = Reflect.get(column, 'items');
  const known = knownBits(column);
  if (!(items instanceof Float64Array) || items.length !== column.itemCount || known === undefined) {
    return Float64Array.from({ length: column.itemCount }, (_, row) => {
      const value = column.getItem(row);
      return typeof value === 'number' ? value : Number.NaN;
    });
  }
  return known === null ? items : withGaps(items, known);
}

/** A bit for each row that is not null, from the lowest on; null where all are; undefined where it is not shown. */
function knownBits(column: ChunkColumn): Int32Array | null | undefined {
  const validity: unknown = Reflect.get(column, 'validity');
  if (typeof validity !== 'object' || validity === null || Reflect.get(validity, 'offset') !== 0)
    return undefined;
  const bits: unknown = Reflect.get(validity, 'data');
  if (bits === null) return null;
  return bits instanceof BigUint64Array
    ? new Int32Array(bits.buffer, bits.byteOffset, bits.length * 2)
    : undefined;
}

function withGaps(items: Float64Array, known: Int32Array): Float64Array {
  const values = items.slice();
  for (let word = 0; word * 32 < values.length; word++) {
    const bits = known[word] as number;
    if (bits === -1) continue;
    const end = Math.min(32, values.length - word * 32);
    for (let i = 0; i < end; i++) if (((bits >>> i) & 1) === 0) values[word * 32 + i] = Number.NaN;
  }
  return values;
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

/** A column of 64-bit hashes, none of them null: two words a row. Null where the vector does not show them. */
export function hashWordsOf(column: ChunkColumn): Int32Array | null {
  const items: unknown = Reflect.get(column, 'items');
  if (!(items instanceof BigUint64Array) || items.length !== column.itemCount) return null;
  return new Int32Array(items.buffer, items.byteOffset, items.length * 2);
}
