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
  const features = [...preparation.numbers, ...preparation.categories, ...preparation.hashed];
  requireFeatures(
    table,
    features.map((feature) => feature.name),
  );
  const { rows } = table;
  const widths = encodedWidths(preparation);
  const numbers = new Float32Array(rows * widths.numbers);
  for (const [i, feature] of preparation.numbers.entries()) {
    encodeNumber(table, feature, numbers, i, widths.numbers);
  }
  let place = preparation.numbers.length;
  for (const feature of preparation.hashed) {
    encodeHashed(table, feature, numbers, place, widths.numbers);
    place += feature.features;
  }
  const codes = new Int32Array(rows * preparation.categories.length);
  for (const [i, feature] of preparation.categories.entries()) {
    encodeCategory(table, feature, codes, i, preparation.categories.length);
  }
  return { rows, numbers, codes };
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

function encodeNumber(
  table: Table,
  feature: NumberFeature,
  into: Float32Array,
  place: number,
  width: number,
): void {
  const column = findColumn(table, feature.name) as Column;
  if (!isNumeric(column)) {
    for (let row = 0, at = place; row < table.rows; row++, at += width) {
      if (isKnown(column, row)) throw wrongType(table, column, row, feature);
      into[at] = Number.NaN;
    }
    return;
  }
  const { values, type } = column;
  for (let row = 0, at = place; row < table.rows; row++, at += width) {
    const value = values[row] as number;
    if (Number.isFinite(value)) {
      if (!fits(type, feature.type, value)) throw wrongType(table, column, row, feature);
      into[at] = value - feature.offset;
    } else into[at] = Number.NaN;
  }
}

/** A column of 0 and 1 alone is read as numbers even where training saw booleans. */
function fits(given: 'number' | 'boolean' | 'date', wanted: NumberFeature['type'], value: number): boolean {
  return given === wanted || (given === 'number' && wanted === 'boolean' && (value === 0 || value === 1));
}

function encodeCategory(
  table: Table,
  feature: CategoryFeature,
  into: Int32Array,
  place: number,
  width: number,
): void {
  const column = findColumn(table, feature.name) as Column;
  const match = createMatcher(feature.categories);
  // Where '' is among the categories, it is the missing one.
  const missing = feature.categories.indexOf('');
  if (column.type === 'category') {
    const codeOf = categoryCodes(column.categories, feature.categories);
    const { codes } = column;
    for (let row = 0, at = place; row < table.rows; row++, at += width) {
      into[at] = codeOf[codes[row] as number] ?? missing;
    }
    return;
  }
  for (let row = 0, at = place; row < table.rows; row++, at += width) {
    into[at] = isKnown(column, row) ? match(column, row) : missing;
  }
}

/** Texts as counts of their pieces, from column `place` on; names of categories as scikit-learn's FeatureHasher has them. */
function encodeHashed(
  table: Table,
  feature: HashedFeature,
  into: Float32Array,
  place: number,
  width: number,
): void {
  // A copy, as a column may read its values from disk whenever they are used.
  const column = { ...findColumn(table, feature.name) } as Column;
  const { text: settings, name, features } = feature;
  const encoder = settings
    ? createChoice<TextEncoder | null>(textChoices, settings)
    : hashedCounts((text) => [`${name}=${text}`], { features, weight: 'count', normalize: false });
  for (let row = 0, at = place; row < table.rows; row++, at += width) {
    const text = textOf(column, row);
    if (text !== null) encoder?.encode(text, into, at);
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
