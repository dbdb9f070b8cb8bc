// Learns imputer, indicator and scaler of number columns from the training rows.
import { createChoice } from '../choices/choice';
import { dates } from '../choices/dates';
import type { DateTreatment } from '../choices/dates/date';
import { type ImputerSettings, imputers } from '../choices/imputers';
import type { Imputer } from '../choices/imputers/imputer';
import { type ScalerSettings, scalers } from '../choices/scalers';
import type { Scaler } from '../choices/scalers/scaler';
import type { Recipe } from '../recipe/recipe';
import type { NumericColumn } from '../table';
import { stepOf } from './column-steps';
import { cyclicParts, yearOf } from './date-parts';
import { fitNeighbours, neighbourValues } from './fit-neighbours';
import { plainOps, plainValues } from './plain-ops';
import type { NeighbourFill, NumberFeature } from './preparation';

/** Single precision keeps seven digits; a column further than this many deviations from zero is moved there first. */
const FAR_FROM_ZERO = 64;
// Sines that differ by less than this are those of one and the same part of the date.
const SAME = 1e-6;

/** A number column of the training rows, on its way to a feature. */
export interface NumberColumn {
  name: string;
  type: NumericColumn['type'];
  imputer: ImputerSettings;
  scaler: ScalerSettings;
  offset: number;
  fill: number;
  indicator: boolean;
  /**
   * Centred values of the training rows as single precision holds them, NaN where missing. Made whenever they are
   * read, so read them once: those of all columns together may be more than memory holds.
   */
  readonly values: Float64Array;
}

export interface FittedNumbers {
  numbers: NumberFeature[];
  neighbours: NeighbourFill[];
}

/**
 * Fits number columns on the training rows. Columns of one scaler lie side by side, those with an indicator behind
 * the others, booleans at the end.
 */
export function fitNumbers(
  columns: readonly NumericColumn[],
  trainRows: Int32Array,
  recipe: Recipe,
): FittedNumbers {
  const treatment = createChoice<DateTreatment>(dates, recipe.prepare.dates);
  const prepared = inMemoryTogether(
    order(columns.map((column) => centre(column, trainRows, recipe, treatment))),
  );
  const neighbours = fitNeighbours(prepared, recipe.seed);
  const filled = neighbourValues(prepared, neighbours);
  return {
    numbers: prepared.map((column, i) => fitColumn(column, filled.get(i), treatment)),
    neighbours,
  };
}

/** Where gaps are filled from similar rows, all columns are looked at at once; else one after the other, to save memory. */
function inMemoryTogether(columns: readonly NumberColumn[]): readonly NumberColumn[] {
  const together = columns.some(({ imputer }) => createChoice<Imputer>(imputers, imputer).neighbours);
  return together ? columns.map((column) => ({ ...column })) : columns;
}

/** Scaled ones by scaler in the order of their first columns, of each those without gaps first; then booleans. */
function order(columns: readonly NumberColumn[]): NumberColumn[] {
  const keys = [...new Set(columns.map(({ scaler }) => JSON.stringify(scaler)))];
  const rank = ({ type, scaler, indicator }: NumberColumn) =>
    type === 'boolean'
      ? [1, 0, indicator ? 0 : 1]
      : [0, keys.indexOf(JSON.stringify(scaler)), indicator ? 1 : 0];
  return columns
    .map((column, i) => ({ column, i, key: rank(column) }))
    .sort((a, b) => a.key.reduce((found, value, k) => found || value - (b.key[k] as number), 0) || a.i - b.i)
    .map(({ column }) => column);
}

function centre(
  column: NumericColumn,
  trainRows: Int32Array,
  recipe: Recipe,
  treatment: DateTreatment,
): NumberColumn {
  const { name, type } = column;
  const known = finiteValues(column.values, trainRows);
  const indicator = recipe.prepare.indicator && known.length < trainRows.length;
  if (type === 'boolean') {
    const trues = known.reduce((sum, value) => sum + value, 0);
    const fill = trues * 2 > known.length ? 1 : 0;
    const kinds = { imputer: { kind: 'most-frequent' }, scaler: { kind: 'none' } } as const;
    const feature = { name, type, ...kinds, offset: 0, fill, indicator };
    return withValues(feature, () => centredValues(column, trainRows, 0));
  }
  const { imputer, scaler: chosen } = stepOf(recipe, name);
  const { fromZero } = createChoice<Scaler>(scalers, chosen);
  const far = isCyclic(type, treatment) ? wholeDays(known) : chooseOffset(known);
  const offset = fromZero === 'straight' ? 0 : far;
  const scaler = fromZero === 'curved' && far !== 0 ? ({ kind: 'standardize' } as const) : chosen;
  // The graph computes in single precision, so it is on those numbers that imputer and scaler are fitted.
  const seen = known;
  for (let i = 0; i < seen.length; i++) seen[i] = Math.fround((seen[i] as number) - offset);
  const fill = Math.fround(createChoice<Imputer>(imputers, imputer).fill(seen, offset));
  const feature = { name, type, imputer, scaler, offset, fill, indicator };
  return withValues(feature, () => centredValues(column, trainRows, offset));
}

/** The values are made whenever they are read: together they take twice the memory of the table. */
function withValues(feature: Omit<NumberColumn, 'values'>, make: () => Float64Array): NumberColumn {
  return Object.defineProperty({ ...feature } as NumberColumn, 'values', { get: make, enumerable: true });
}

function finiteValues(values: Float64Array, rows: Int32Array): Float64Array {
  const known = new Float64Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    if (Number.isFinite(value)) known[count++] = value;
  }
  return known.subarray(0, count);
}

function centredValues({ values }: NumericColumn, rows: Int32Array, offset: number): Float64Array {
  const centred = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    centred[i] = Number.isFinite(value) ? Math.fround(value - offset) : Number.NaN;
  }
  return centred;
}

const isCyclic = (type: NumericColumn['type'], { parts, year }: DateTreatment) =>
  type === 'date' && (parts.length > 0 || year);

/** A whole day amid the dates, so that the parts of a date can be found from the days beyond it. */
function wholeDays(known: Float64Array): number {
  return Math.round(known.reduce((sum, value) => sum + value / known.length, 0));
}

function fitColumn(
  column: NumberColumn,
  filled: Float64Array | undefined,
  treatment: DateTreatment,
): NumberFeature {
  const { values, ...feature } = column;
  const training = filled ?? knownFirst(values, column.fill);
  const { type, scaler } = column;
  const fit = (list: Float64Array) => createChoice<Scaler>(scalers, scaler).fit(list);
  const fitted = type === 'boolean' ? {} : fit(training);
  if (!isCyclic(type, treatment)) return { ...feature, fitted };
  const days = plainOps.add(
    plainOps.tensor2d(Float64Array.from(training) as never, [training.length, 1]),
    column.offset,
  );
  const parts = treatment.parts.filter((part) =>
    cyclicParts(plainOps, days, [part]).some((tensor) => varies(plainValues(tensor))),
  );
  const year = treatment.year ? fit(plainValues(yearOf(plainOps, days))) : null;
  return {
    ...feature,
    fitted,
    date: { parts, trend: treatment.trend || (parts.length === 0 && !year), year },
  };
}

const varies = (values: Float64Array) =>
  values.some((value) => Math.abs(value - (values[0] as number)) > SAME);

/** The known values, then the fill for each gap. */
function knownFirst(values: Float64Array, fill: number): Float64Array {
  const filled = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) filled[count++] = value;
  }
  return filled.fill(fill, count);
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
