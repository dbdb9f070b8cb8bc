// A column as measures of association take it: numbers or class codes, on the sampled rows.
import type { ColumnProfile } from '../run/profile';
import type { Column } from '../table';

export interface NumberFeature {
  name: string;
  as: 'numbers';
  /** NaN is missing. */
  values: Float64Array;
}

export interface ClassFeature {
  name: string;
  as: 'classes';
  /** −1 is missing. */
  codes: Int32Array;
  classes: number;
}

export type Feature = NumberFeature | ClassFeature;

/** Null for what says nothing about new rows by itself: free texts and names of rows. */
export function featureOf(column: Column, { kind }: Pick<ColumnProfile, 'kind'>): Feature | null {
  if (kind === 'text' || kind === 'constant' || column.type === 'text') return null;
  const { name } = column;
  if (column.type === 'category')
    return kind === 'id'
      ? null
      : { name, as: 'classes', codes: column.codes, classes: column.categories.length };
  const values = column.values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  return { name, as: 'numbers', values };
}

/** Whether the value of a row is known. */
export function isKnownIn(feature: Feature, row: number): boolean {
  return feature.as === 'numbers' ? !Number.isNaN(feature.values[row]) : (feature.codes[row] as number) >= 0;
}

/** Rows on which both are known. */
export function knownRows(a: Feature, b: Feature): Int32Array {
  const length = a.as === 'numbers' ? a.values.length : a.codes.length;
  const rows = new Int32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) if (isKnownIn(a, row) && isKnownIn(b, row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The feature's values on some rows; all of them known. */
export function onRows<Kind extends Feature>(feature: Kind, rows: Int32Array): Kind {
  if (feature.as === 'numbers')
    return { ...feature, values: Float64Array.from(rows, (row) => feature.values[row] as number) };
  return { ...feature, codes: rows.map((row) => feature.codes[row] as number) };
}
