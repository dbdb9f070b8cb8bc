// Learns imputer, indicator and scaler of number columns from the training rows.
import { createChoice } from '../choices/choice';
import { dates } from '../choices/dates';
import type { DateTreatment } from '../choices/dates/date';
import { type ImputerSettings, imputers } from '../choices/imputers';
import type { Imputer } from '../choices/imputers/imputer';
import { scalers } from '../choices/scalers';
import type { Scaler } from '../choices/scalers/scaler';
import type { Recipe } from '../recipe/recipe';
import { mean, meanSquare } from '../statistics/moments';
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

/** What a number column is prepared by before its scaler is fitted. */
type CentredColumn = Omit<NumberFeature, 'fitted' | 'date'>;

/** A number column of the training rows, beside others that gaps are filled from. */
export interface NumberColumn extends CentredColumn {
  /** Centred values of the training rows as single precision holds them, NaN where missing. */
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
  // The room for a column's values serves all, one after the other: together they may be more than memory holds.
  const room = new Float64Array(trainRows.length);
  const centred = (column: NumericColumn) => {
    const known = finiteValues(column.values, trainRows, room);
    return { known, feature: centre(column, known, trainRows.length, recipe, treatment) };
  };
  if (columns.some(({ name, type }) => type !== 'boolean' && isCompared(stepOf(recipe, name).imputer))) {
    const prepared = columns.map((column): NumberColumn => {
      const { feature } = centred(column);
      return { ...feature, values: centredValues(column.values, trainRows, feature.offset) };
    });
    return fitTogether(order(prepared), treatment, recipe.seed);
  }
  const numbers = columns.map((column) => {
    const { known, feature } = centred(column);
    // The known values, then the fill for each gap.
    return fitColumn(feature, room.fill(feature.fill, known.length), treatment);
  });
  return { numbers: order(numbers), neighbours: [] };
}

const isCompared = (imputer: ImputerSettings) =>
  createChoice<Imputer>(imputers, imputer).neighbours !== undefined;

/** Where gaps are filled from similar rows, all columns are looked at at once. */
function fitTogether(
  prepared: readonly NumberColumn[],
  treatment: DateTreatment,
  seed: number,
): FittedNumbers {
  const neighbours = fitNeighbours(prepared, seed);
  const filled = neighbourValues(prepared, neighbours);
  const numbers = prepared.map(({ values, ...feature }, i) =>
    fitColumn(feature, filled.get(i) ?? knownFirst(values, feature.fill), treatment),
  );
  return { numbers, neighbours };
}

/** Scaled ones by scaler in the order of their first columns, of each those without gaps first; then booleans. */
function order<Column extends CentredColumn>(columns: readonly Column[]): Column[] {
  const keys = [...new Set(columns.map(({ scaler }) => JSON.stringify(scaler)))];
  const rank = ({ type, scaler, indicator }: CentredColumn) =>
    type === 'boolean'
      ? [1, 0, indicator ? 0 : 1]
      : [0, keys.indexOf(JSON.stringify(scaler)), indicator ? 1 : 0];
  return columns
    .map((column, i) => ({ column, i, key: rank(column) }))
    .sort((a, b) => a.key.reduce((found, value, k) => found || value - (b.key[k] as number), 0) || a.i - b.i)
    .map(({ column }) => column);
}

/** Chooses offset and fill by the known values of the training rows, which it moves by the offset. */
function centre(
  { name, type }: NumericColumn,
  known: Float64Array,
  rows: number,
  recipe: Recipe,
  treatment: DateTreatment,
): CentredColumn {
  const indicator = recipe.prepare.indicator && known.length < rows;
  if (type === 'boolean') {
    const fill = mean(known) > 0.5 ? 1 : 0;
    const kinds = { imputer: { kind: 'most-frequent' }, scaler: { kind: 'none' } } as const;
    return { name, type, ...kinds, offset: 0, fill, indicator };
  }
  const { imputer, scaler: chosen } = stepOf(recipe, name);
  const { fromZero } = createChoice<Scaler>(scalers, chosen);
  const far = isCyclic(type, treatment) ? wholeDays(known) : chooseOffset(known);
  const offset = fromZero === 'straight' ? 0 : far;
  const scaler = fromZero === 'curved' && far !== 0 ? ({ kind: 'standardize' } as const) : chosen;
  // The graph computes in single precision, so it is on those numbers that imputer and scaler are fitted.
  for (let i = 0; i < known.length; i++) known[i] = Math.fround((known[i] as number) - offset);
  const fill = Math.fround(createChoice<Imputer>(imputers, imputer).fill(known, offset));
  return { name, type, imputer, scaler, offset, fill, indicator };
}

/** The finite values of the rows, in the room given for them. */
function finiteValues(values: Float64Array, rows: Int32Array, room: Float64Array): Float64Array {
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    if (Number.isFinite(value)) room[count++] = value;
  }
  return room.subarray(0, count);
}

function centredValues(values: Float64Array, rows: Int32Array, offset: number): Float64Array {
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
  return Math.round(scaledMean(known));
}

/** `training`: the values of the training rows, gaps filled. */
function fitColumn(feature: CentredColumn, training: Float64Array, treatment: DateTreatment): NumberFeature {
  const { type, scaler, offset } = feature;
  const fit = (list: Float64Array) => createChoice<Scaler>(scalers, scaler).fit(list);
  const fitted = type === 'boolean' ? {} : fit(training);
  if (!isCyclic(type, treatment)) return { ...feature, fitted };
  const days = plainOps.add(plainOps.tensor2d(Array.from(training), [training.length, 1]), offset);
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
  const centre = scaledMean(known);
  const deviation = Math.sqrt(meanSquare(known, centre));
  if (!Number.isFinite(deviation) || Math.abs(centre) <= FAR_FROM_ZERO * deviation) return 0;
  // A constant column: its own value is the offset, and what is left is zero.
  if (deviation <= Number.EPSILON * 8 * Math.abs(centre)) return known[0] as number;
  const step = 2 ** Math.floor(Math.log2(deviation));
  return Math.round(centre / step) * step;
}

/** The mean as a sum of shares: a sum of the largest numbers would overflow. */
function scaledMean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) / values.length;
  return sum;
}
