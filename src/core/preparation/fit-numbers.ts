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
  /** Centred values of the training rows as single precision holds them; NaN is missing. */
  values: Float64Array;
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
  const prepared = order(columns.map((column) => centre(column, trainRows, recipe, treatment)));
  const neighbours = fitNeighbours(prepared, recipe.seed);
  const filled = neighbourValues(prepared, neighbours);
  return {
    numbers: prepared.map((column, i) => fitColumn(column, filled.get(i), treatment)),
    neighbours,
  };
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
  const known = Float64Array.from(trainRows, (row) => column.values[row] as number).filter(Number.isFinite);
  const indicator = recipe.prepare.indicator && known.length < trainRows.length;
  if (type === 'boolean') {
    const trues = known.reduce((sum, value) => sum + value, 0);
    const fill = trues * 2 > known.length ? 1 : 0;
    const values = centredValues(column, trainRows, 0);
    const kinds = { imputer: { kind: 'most-frequent' }, scaler: { kind: 'none' } } as const;
    return { name, type, ...kinds, offset: 0, fill, indicator, values };
  }
  const { imputer, scaler: chosen } = stepOf(recipe, name);
  const { fromZero } = createChoice<Scaler>(scalers, chosen);
  const far = isCyclic(type, treatment) ? wholeDays(known) : chooseOffset(known);
  const offset = fromZero === 'straight' ? 0 : far;
  const scaler = fromZero === 'curved' && far !== 0 ? ({ kind: 'standardize' } as const) : chosen;
  // The graph computes in single precision, so it is on those numbers that imputer and scaler are fitted.
  const seen = known.map((value) => Math.fround(value - offset));
  const fill = Math.fround(createChoice<Imputer>(imputers, imputer).fill(seen, offset));
  const values = centredValues(column, trainRows, offset);
  return { name, type, imputer, scaler, offset, fill, indicator, values };
}

function centredValues({ values }: NumericColumn, rows: Int32Array, offset: number): Float64Array {
  return Float64Array.from(rows, (row) => {
    const value = values[row] as number;
    return Number.isFinite(value) ? Math.fround(value - offset) : Number.NaN;
  });
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
  const training = filled ?? knownFirst(column);
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
function knownFirst({ values, fill }: NumberColumn): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const filled = new Float64Array(values.length).fill(fill);
  filled.set(known);
  return filled;
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
