// Learns the preparation from the training rows.
import { createChoice } from '../choices/choice';
import { imputers } from '../choices/imputers';
import type { Imputer } from '../choices/imputers/imputer';
import { scalers } from '../choices/scalers';
import type { Scaler } from '../choices/scalers/scaler';
import type { Recipe } from '../recipe/recipe';
import type { CategoryColumn, NumericColumn, Table } from '../table';
import type { CategoryFeature, NumberFeature, Preparation } from './preparation';
import { type SelectedFeatures, selectFeatures } from './select-features';

/** Single precision keeps seven digits; a column further than this many deviations from zero is moved there first. */
const FAR_FROM_ZERO = 64;

/**
 * Fits imputer, indicators, scaler and categories on the training rows (row numbers of the table). Number features
 * come first, those with an indicator between scaled ones and booleans, as `prepareRows` needs them.
 */
export function fitPreparation(
  table: Table,
  trainRows: Int32Array,
  recipe: Recipe,
  { numbers, categories }: SelectedFeatures = selectFeatures(table, trainRows, recipe),
): Preparation {
  const { prepare } = recipe;
  const impute = createChoice<Imputer>(imputers, prepare.imputer);
  const scaler = createChoice<Scaler>(scalers, prepare.scaler);
  const fitted = numbers.map((column) => fitNumber(column, trainRows, prepare.indicator, impute, scaler));
  return {
    numbers: fitted
      .map((feature, i) => ({ feature, i }))
      .sort((a, b) => group(a.feature) - group(b.feature) || a.i - b.i)
      .map(({ feature }) => feature),
    categories: categories.map((column) => fitCategory(column, trainRows)),
    scaler: prepare.scaler,
    encoder: prepare.encoder,
  };
}

/** Scaled, scaled with indicator, boolean with indicator, boolean: columns of one treatment lie side by side. */
function group(feature: NumberFeature): number {
  if (feature.type === 'boolean') return feature.indicator ? 2 : 3;
  return feature.indicator ? 1 : 0;
}

function fitNumber(
  column: NumericColumn,
  trainRows: Int32Array,
  wantsIndicator: boolean,
  impute: Imputer,
  scaler: Scaler,
): NumberFeature {
  const { name, type } = column;
  const known = Float64Array.from(trainRows, (row) => column.values[row] as number).filter(Number.isFinite);
  const indicator = wantsIndicator && known.length < trainRows.length;
  if (type === 'boolean') {
    const trues = known.reduce((sum, value) => sum + value, 0);
    return { name, type, offset: 0, fill: trues * 2 > known.length ? 1 : 0, indicator, scaler: {} };
  }
  const offset = chooseOffset(known);
  // The graph computes in single precision, so it is on those numbers that imputer and scaler are fitted.
  const seen = known.map((value) => Math.fround(value - offset));
  const fill = Math.fround(impute(seen));
  const filled = new Float64Array(trainRows.length).fill(fill);
  filled.set(seen);
  return { name, type, offset, fill, indicator, scaler: scaler.fit(filled) };
}

/**
 * Zero unless the values lie so far from zero that single precision would blur their differences; then their mean,
 * rounded to a multiple of a power of two near their deviation, so that subtracting it is exact.
 */
function chooseOffset(known: Float64Array): number {
  const mean = known.reduce((sum, value) => sum + value / known.length, 0);
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2 / known.length, 0);
  const deviation = Math.sqrt(variance);
  if (!Number.isFinite(deviation) || Math.abs(mean) <= FAR_FROM_ZERO * deviation) return 0;
  // A constant column: its own value is the offset, and what is left is zero.
  if (deviation <= Number.EPSILON * 8 * Math.abs(mean)) return known[0] as number;
  const step = 2 ** Math.floor(Math.log2(deviation));
  return Math.round(mean / step) * step;
}

function fitCategory(column: CategoryColumn, trainRows: Int32Array): CategoryFeature {
  const seen = new Set<number>();
  for (const row of trainRows) if ((column.codes[row] as number) >= 0) seen.add(column.codes[row] as number);
  const categories = column.categories.filter((_, code) => seen.has(code));
  return { name: column.name, type: 'category', categories };
}
