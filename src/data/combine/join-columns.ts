// Columns of a second table beside those of the first, by the value of a key.
import { textOf } from '../../core/preparation/column-text';
import { type CategoryColumn, type Column, isNumeric } from '../../core/table';

export interface JoinedRows {
  /** For each row of the first table the row of the second one, −1 for none. */
  rows: Int32Array;
  /** Rows of the first table without a match. */
  unmatched: number;
  /** Keys that more than one row of the second table has; the first such row is taken. */
  repeated: number;
}

/** Finds the row of each key. A key is its text; numbers meet texts that mean the same number. */
export function joinRows(key: Column, rows: number, otherKey: Column, otherRows: number): JoinedRows {
  const spell = isNumeric(key) === isNumeric(otherKey) ? (text: string) => text : numberSpelling;
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let row = 0; row < otherRows; row++) {
    const text = textOf(otherKey, row);
    if (text === null) continue;
    const spelt = spell(text);
    if (places.has(spelt)) repeated.add(spelt);
    else places.set(spelt, row);
  }
  const found = new Int32Array(rows).fill(-1);
  let unmatched = 0;
  for (let row = 0; row < rows; row++) {
    const text = textOf(key, row);
    const place = text === null ? undefined : places.get(spell(text));
    if (place === undefined) unmatched++;
    else found[row] = place;
  }
  return { rows: found, unmatched, repeated: repeated.size };
}

function numberSpelling(text: string): string {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(value) ? text : String(value);
}

/** The values of a column at given rows; missing at −1. Categories that no row has are left out. */
export function takeRows(column: Column, name: string, rows: Int32Array): Column {
  if (isNumeric(column)) {
    const { type, values } = column;
    return {
      name,
      type,
      values: Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : (values[row] as number))),
    };
  }
  if (column.type === 'text') {
    const { values } = column;
    return {
      name,
      type: 'text',
      values: Array.from(rows, (row) => (row < 0 ? '' : (values[row] as string))),
    };
  }
  return takeCategories(column, name, rows);
}

function takeCategories(
  { codes, categories }: CategoryColumn,
  name: string,
  rows: Int32Array,
): CategoryColumn {
  const taken = Int32Array.from(rows, (row) => (row < 0 ? -1 : (codes[row] as number)));
  const used = new Uint8Array(categories.length);
  for (const code of taken) if (code >= 0) used[code] = 1;
  const place = new Int32Array(categories.length).fill(-1);
  const kept = categories.filter((_, code) => used[code] === 1);
  let next = 0;
  for (let code = 0; code < categories.length; code++) if (used[code] === 1) place[code] = next++;
  return {
    name,
    type: 'category',
    codes: taken.map((code) => (code < 0 ? -1 : (place[code] as number))),
    categories: kept,
  };
}
