// Raw rows as numbers and codes, by the columns that the preparation was fitted on.
import { createChoice } from '../choices/choice';
import { texts as textChoices } from '../choices/texts';
import { hashedCounts } from '../choices/texts/hashed-counts';
import type { TextEncoder } from '../choices/texts/text';
import { HoneError } from '../errors';
import { nearest } from '../recipe/nearest';
import { type Column, findColumn, isNumeric, type Table } from '../table';
import { createMatcher, isKnown, textOf } from './column-text';
import {
  type CategoryFeature,
  type EncodedRows,
  encodedWidths,
  type HashedFeature,
  type NumberFeature,
  type Preparation,
} from './preparation';
import { rowName, valuePlace } from './row-place';

/**
 * Encodes every row of the table; columns are found by name, further ones are not looked at. Throws a HoneError that
 * names each missing column, or a column whose values are of another type than in training.
 */
export function encodeRows(table: Table, preparation: Preparation): EncodedRows {
  const every = Int32Array.from({ length: table.rows }, (_, row) => row);
  return encodeParts(table, preparation, { every }).every;
}

/** Encodes some rows of the table for each part, in the order of their numbers there. Each column is read once. */
export function encodeParts<Part extends string>(
  table: Table,
  preparation: Preparation,
  parts: Readonly<Record<Part, Int32Array>>,
): Record<Part, EncodedRows> {
  const { numbers, categories, hashed } = preparation;
  const names = [...numbers, ...categories, ...hashed].map(({ name }) => name);
  requireFeatures(table, names);
  const widths = encodedWidths(preparation);
  const encoded = Object.entries<Int32Array>(parts).map(([part, places]) => ({
    ...{ part, places, rows: places.length },
    numbers: new Float32Array(places.length * widths.numbers),
    codes: new Int32Array(places.length * widths.codes),
  }));
  // A copy, as a column may read its values from disk whenever they are used.
  const columnOf = (name: string) => ({ ...findColumn(table, name) }) as Column;
  const intoNumbers = (place: number) =>
    encoded.map(({ places, numbers: into }) => ({ rows: places, into, place, width: widths.numbers }));
  const intoCodes = (place: number) =>
    encoded.map(({ places, codes: into }) => ({ rows: places, into, place, width: widths.codes }));
  const together = columnsTogether(table.rows);
  for (let first = 0; first < numbers.length; first += together) {
    const group = numbers.slice(first, first + together);
    const columns = group.map(({ name }) => columnOf(name));
    for (const place of intoNumbers(first)) encodeNumbers(table, columns, group, place);
  }
  let place = numbers.length;
  for (const feature of hashed) {
    encodeHashed(columnOf(feature.name), feature, intoNumbers(place));
    place += feature.features;
  }
  for (const [i, feature] of categories.entries()) {
    encodeCategory(columnOf(feature.name), feature, intoCodes(i));
  }
  return Object.fromEntries(
    encoded.map(({ part, rows, numbers, codes }) => [part, { rows, numbers, codes }]),
  ) as Record<Part, EncodedRows>;
}

/** Where the values of some rows go: into one column of a row-major matrix, or from it on. */
interface Place<Matrix> {
  rows: Int32Array;
  into: Matrix;
  place: number;
  width: number;
}

function requireFeatures(table: Table, names: readonly string[]): void {
  const present = new Set(table.columns.map((column) => column.name));
  const absent = names.filter((name) => !present.has(name));
  const [first] = absent;
  if (first === undefined) return;
  const spare = [...present].filter((name) => !names.includes(name));
  const near = nearest(first, spare);
  const list = absent.map((name) => `"${name}"`).join(', ');
  throw new HoneError(
    'column-missing',
    absent.length === 1
      ? `The table lacks the column ${list}.`
      : `The table lacks ${absent.length} columns: ${list}.`,
    {
      place: { column: first },
      fix: near
        ? `Is "${near}" meant? Call it "${first}".`
        : 'Give the table every column that the model was trained on, under the same name.',
    },
  );
}

/** Rows whose numbers stay in the nearest cache while column after column is written. */
const ROWS_PER_TILE = 1024;
/** Numbers that lie side by side in a line of the cache: written one by one, each would bring the whole line again. */
const NUMBERS_PER_LINE = 16;
const MOST_BYTES_TOGETHER = 128 << 20;

/** Columns whose values are held at once. */
function columnsTogether(rows: number): number {
  return Math.max(1, Math.min(NUMBERS_PER_LINE, Math.floor(MOST_BYTES_TOGETHER / (8 * rows))));
}

function encodeNumbers(
  table: Table,
  columns: readonly Column[],
  features: readonly NumberFeature[],
  { rows, into, place, width }: Place<Float32Array>,
): void {
  for (let from = 0; from < rows.length; from += ROWS_PER_TILE) {
    const tile = rows.subarray(from, from + ROWS_PER_TILE);
    for (const [i, feature] of features.entries()) {
      const at = from * width + place + i;
      encodeNumber(table, columns[i] as Column, feature, { rows: tile, into, place: at, width });
    }
  }
}

function encodeNumber(
  table: Table,
  column: Column,
  feature: NumberFeature,
  { rows, into, place, width }: Place<Float32Array>,
): void {
  const { offset } = feature;
  const values = isNumeric(column) ? column.values : null;
  const anyFits = column.type === feature.type;
  for (let i = 0, at = place; i < rows.length; i++, at += width) {
    const row = rows[i] as number;
    const value = values ? (values[row] as number) : Number.NaN;
    if (!anyFits && isKnown(column, row) && !fits(column.type, feature.type, value))
      throw wrongType(table, column, row, feature);
    into[at] = Number.isFinite(value) ? value - offset : Number.NaN;
  }
}

/** A column of 0 and 1 alone is read as numbers even where training saw booleans. */
function fits(given: Column['type'], wanted: NumberFeature['type'], value: number): boolean {
  return given === wanted || (given === 'number' && wanted === 'boolean' && (value === 0 || value === 1));
}

function encodeCategory(
  column: Column,
  feature: CategoryFeature,
  places: readonly Place<Int32Array>[],
): void {
  // Where '' is among the categories, it is the missing one.
  const missing = feature.categories.indexOf('');
  const codeAt = codeReader(column, feature, missing);
  for (const { rows, into, place, width } of places) {
    for (let i = 0, at = place; i < rows.length; i++, at += width) into[at] = codeAt(rows[i] as number);
  }
}

function codeReader(column: Column, feature: CategoryFeature, missing: number): (row: number) => number {
  if (column.type === 'category') {
    const codeOf = categoryCodes(column.categories, feature.categories);
    const { codes } = column;
    return (row) => codeOf[codes[row] as number] ?? missing;
  }
  const match = createMatcher(feature.categories);
  return (row) => (isKnown(column, row) ? match(column, row) : missing);
}

/** Texts as counts of their pieces, from column `place` on; names of categories as scikit-learn's FeatureHasher has them. */
function encodeHashed(
  column: Column,
  { text: settings, name, features }: HashedFeature,
  places: readonly Place<Float32Array>[],
): void {
  const encoder = settings
    ? createChoice<TextEncoder | null>(textChoices, settings)
    : hashedCounts((text) => [`${name}=${text}`], { features, weight: 'count', normalize: false });
  for (const { rows, into, place, width } of places) {
    for (let i = 0, at = place; i < rows.length; i++, at += width) {
      const text = textOf(column, rows[i] as number);
      if (text !== null) encoder?.encode(text, into, at);
    }
  }
}

/** For each category of the table its number in the feature, −1 if unseen. */
function categoryCodes(given: readonly string[], wanted: readonly string[]): Int32Array {
  const place = new Map(wanted.map((category, i) => [category, i]));
  return Int32Array.from(given, (category) => place.get(category) ?? -1);
}

const typeNames = { number: 'numbers', boolean: 'true or false', date: 'dates' } as const;

function wrongType(table: Table, column: Column, row: number, feature: NumberFeature): HoneError {
  return new HoneError(
    'data-invalid',
    `The column "${feature.name}" held ${typeNames[feature.type]} in training, but is "${textOf(column, row)}" on ${rowName(table, row)}.`,
    {
      place: valuePlace(table, row, feature.name),
      fix: 'Correct the value, or leave it empty if it is not known.',
    },
  );
}
