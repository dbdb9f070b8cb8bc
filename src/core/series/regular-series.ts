// One series on its steps: rows within a step put together, missing steps made, gaps filled from the past alone.
import { HoneError } from '../errors';
import { type Column, findColumn, isNumeric, type Table } from '../table';
import { momentOf, stepOf } from './frequency';
import type { ResolvedSeries } from './resolved-series';
import { groupRows, type KeyedRows, momentsOf } from './series-rows';

export interface RegularSeries {
  key: string | null;
  /** Moment of each step. */
  moments: Float64Array;
  /** Moment of a step behind the last one, so many steps on; NaN where steps have no length. */
  after(steps: number): number;
  /** The last row of the table within each step; −1 for a step without rows. */
  rows: Int32Array;
  /** For each feature its value in each step, as observed: NaN is missing. */
  observed: Float64Array[];
  /** The same with gaps filled as the series says. */
  filled: Float64Array[];
}

/** Every series of a table, in the order in which they first come up. Rows without a moment are left out. */
export function regularSeries(table: Table, series: ResolvedSeries): RegularSeries[] {
  const time = series.time === '' ? undefined : findColumn(table, series.time);
  const key = series.key === '' ? undefined : findColumn(table, series.key);
  return groupRows(table, key).flatMap((group) => {
    const made = placeRows(table, series, time, group);
    return made ? [made] : [];
  });
}

function placeRows(
  table: Table,
  series: ResolvedSeries,
  time: Column | undefined,
  { key, rows }: KeyedRows,
): RegularSeries | null {
  const moments = momentsOf(time, rows);
  const order = [...rows.keys()]
    .filter((i) => Number.isFinite(moments[i]))
    .sort((a, b) => (moments[a] as number) - (moments[b] as number) || a - b);
  if (order.length === 0) return null;
  const { frequency } = series;
  const origin = moments[order[0] as number] as number;
  const stepsOf = order.map((i, place) =>
    frequency ? stepOf(frequency, origin, moments[i] as number) : place,
  );
  const count = (stepsOf.at(-1) as number) + 1;
  requireSteps(count, order.length);
  const members = Array.from({ length: count }, (): number[] => []);
  for (const [place, i] of order.entries()) members[stepsOf[place] as number]?.push(rows[i] as number);
  const observed = series.features.map((name) => {
    const column = findColumn(table, name) as Column;
    return Float64Array.from(members, (own) => aggregate(column, own, series.aggregate));
  });
  const after = (steps: number) => (frequency ? momentOf(frequency, origin, count - 1 + steps) : Number.NaN);
  return {
    key,
    moments: Float64Array.from({ length: count }, (_, step) =>
      frequency ? momentOf(frequency, origin, step) : (moments[order[step] as number] as number),
    ),
    after,
    rows: Int32Array.from(members, (own) => own.at(-1) ?? -1),
    observed,
    filled: observed.map((values) => fillGaps(values, series.gaps)),
  };
}

function aggregate(column: Column, rows: readonly number[], how: ResolvedSeries['aggregate']): number {
  if (!isNumeric(column)) return Number.NaN;
  let sum = 0;
  let count = 0;
  let last = Number.NaN;
  for (const row of rows) {
    const value = column.values[row] as number;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
    last = value;
  }
  if (count === 0) return Number.NaN;
  return how === 'last' ? last : how === 'sum' ? sum : sum / count;
}

function fillGaps(values: Float64Array, gaps: ResolvedSeries['gaps']): Float64Array {
  if (gaps === 'leave') return values;
  if (gaps === 'zero') return values.map((value) => (Number.isNaN(value) ? 0 : value));
  let last = Number.NaN;
  return values.map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

/** More steps than this for each row mean that the frequency is far too fine. */
const MOST_STEPS_PER_ROW = 1000;

function requireSteps(steps: number, rows: number): void {
  if (steps <= Math.max(10_000, MOST_STEPS_PER_ROW * rows)) return;
  throw new HoneError('recipe-invalid', `The series would have ${steps} steps for ${rows} rows.`, {
    place: { field: 'series.frequency' },
    fix: 'Choose a longer step, or set series.frequency to none.',
  });
}
