// Columns of a second table beside those of the first, by the value of a key.
import { textOf } from '../../core/preparation/column-text';
import type { JoinReport } from '../../core/run/reading-report';
import { type CategoryColumn, type Column, isNumeric } from '../../core/table';

export interface JoinedRows {
  /** For each row of the first table the row of the second one, −1 for none. */
  rows: Int32Array;
  /** Keys that more than one row of the second table has; the first such row is taken. */
  repeated: number;
  /** How the keys met. */
  match: Omit<JoinReport, 'file' | 'key' | 'otherKey'>;
}

const MOST_UNMATCHED = 5;

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
  return { ...lookUp(key, rows, places, spell), repeated: repeated.size };
}

/** The place of each row's key, and how many keys have one. */
function lookUp(
  key: Column,
  rows: number,
  places: ReadonlyMap<string, number>,
  spell: (text: string) => string,
): Pick<JoinedRows, 'rows' | 'match'> {
  const found = new Int32Array(rows).fill(-1);
  const matched = new Set<string>();
  const unmatched = new Set<string>();
  let matchedRows = 0;
  for (let row = 0; row < rows; row++) {
    const text = textOf(key, row);
    if (text === null) continue;
    const spelt = spell(text);
    const place = places.get(spelt);
    if (place === undefined) {
      unmatched.add(spelt);
      continue;
    }
    matched.add(spelt);
    matchedRows++;
    found[row] = place;
  }
  return {
    rows: found,
    match: {
      ...{ keys: matched.size + unmatched.size, matchedKeys: matched.size, rows, matchedRows },
      unmatched: [...unmatched].slice(0, MOST_UNMATCHED),
      ...{ otherKeys: places.size, unusedKeys: places.size - matched.size },
    },
  };
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
