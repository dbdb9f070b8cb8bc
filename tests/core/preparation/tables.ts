// Small tables for the tests of preparation, written down by column.
import type { Column, Table } from '../../../src/core/table';

type Values = readonly (number | null)[] | readonly (string | null)[] | readonly (boolean | null)[];

/** A column from its values: numbers, booleans or texts; null is missing. */
export function columnOf(name: string, values: Values, type?: 'date'): Column {
  const sample = values.find((value) => value !== null);
  if (typeof sample === 'string') {
    const texts = values as readonly (string | null)[];
    const categories = [...new Set(texts.filter((text) => text !== null))].sort();
    const codes = Int32Array.from(texts, (text) => (text === null ? -1 : categories.indexOf(text)));
    return { name, type: 'category', codes, categories };
  }
  const numbers = Float64Array.from(values as readonly (number | null)[], (value) =>
    value === null ? Number.NaN : Number(value),
  );
  return { name, type: type ?? (typeof sample === 'boolean' ? 'boolean' : 'number'), values: numbers };
}

/** A table whose first row stands on line 2. */
export function tableOf(columns: Record<string, Values>): Table {
  const made = Object.entries(columns).map(([name, values]) => columnOf(name, values));
  return { rows: Object.values(columns)[0]?.length ?? 0, columns: made, firstLine: 2 };
}

export const range = (length: number) => Array.from({ length }, (_, i) => i);
