// A table of windows: each row holds the last steps of a series and, as target, its value some steps ahead.
import { HoneError } from '../errors';
import { type Column, findColumn, isNumeric, type Table } from '../table';
import { type RegularSeries, regularSeries } from './regular-series';
import type { ResolvedSeries } from './resolved-series';
import { stepFeatures } from './step-features';

/** Numbers in a table of windows: about four gigabytes. */
const MOST_VALUES = 2 ** 29;

/** Names of the columns that a table of windows has beside the windows. */
export interface WindowNames {
  /** The moment of the value to come. */
  time: string;
  key: string;
  /** What is added to a predicted change; empty where no differences are taken. */
  base: string;
}

export function windowNames({ time, key, difference, target }: ResolvedSeries): WindowNames {
  return { time: time === '' ? 'row' : time, key, base: difference > 0 ? `${target} before` : '' };
}

/** Where a window ends. */
interface Window {
  series: RegularSeries;
  /** Columns of its series, feature by feature. */
  features: readonly Float64Array[];
  end: number;
}

/**
 * Every window whose inputs are known, series by series, in the order of time. With `open` also those whose value lies
 * behind the end of the table, stride left out, and without the target: the rows that a prediction is for. Throws a
 * HoneError where the table lacks a column or is too short.
 */
export function windowTable(table: Table, series: ResolvedSeries, open = false): Table {
  requireColumns(table, series, open);
  const all = regularSeries(table, series);
  const named = all.map((one) => stepFeatures(series, one));
  const names = named[0]?.map(({ name }) => name) ?? [];
  const windows = all.flatMap((one, i) =>
    endsOf(
      series,
      one,
      (named[i] ?? []).map(({ values }) => values),
      open,
    ),
  );
  requireWindows(table, series, windows.length, names.length);
  const { time, key, base } = windowNames(series);
  const ahead = ({ series: { moments, after }, end }: Window) => {
    const step = end + series.horizon;
    return step < moments.length ? (moments[step] as number) : after(step - moments.length + 1);
  };
  const given = series.time === '' ? undefined : findColumn(table, series.time);
  const columns: Column[] = [
    {
      name: time,
      type: given?.type === 'date' ? 'date' : 'number',
      values: Float64Array.from(windows, ahead),
    },
    ...(key === '' ? [] : [keyColumn(key, windows)]),
    ...series.carried.flatMap((name) => {
      const column = findColumn(table, name);
      return column ? [carry(column, windows)] : [];
    }),
    ...(base === ''
      ? []
      : [
          {
            name: base,
            type: 'number' as const,
            values: Float64Array.from(windows, (window) => baseOf(series, window)),
          },
        ]),
    ...windowColumns(series, names, windows),
    ...(open ? [] : [targetColumn(table, series, windows)]),
  ];
  return { rows: windows.length, columns };
}

/** All features of the first step, then all of the second, and so on, as models of sequences read them. */
function windowColumns(
  { length }: ResolvedSeries,
  names: readonly string[],
  windows: readonly Window[],
): Column[] {
  return Array.from({ length }, (_, step) => {
    const back = length - 1 - step;
    return names.map((name, i): Column => {
      return {
        name: windowColumn(name, back),
        type: 'number',
        values: Float64Array.from(windows, ({ features, end }) => features[i]?.[end - back] as number),
      };
    });
  }).flat();
}

/** The name of a feature so many steps before the end of the window. */
export const windowColumn = (name: string, back: number): string => `${name} t-${back}`;

/** Ends of windows whose inputs are all known, or all there are where gaps stay. */
function endsOf(
  series: ResolvedSeries,
  one: RegularSeries,
  features: Float64Array[],
  open: boolean,
): Window[] {
  const { length, horizon, stride, gaps, difference } = series;
  const count = one.moments.length;
  const last = open ? count - 1 : count - 1 - horizon;
  const step = open ? 1 : stride;
  const ends: Window[] = [];
  for (let end = Math.max(length - 1, firstEnd(series)); end <= last; end += step) {
    const window = { series: one, features, end };
    const isKnown =
      gaps === 'leave' ||
      features.every((values) => values.subarray(end - length + 1, end + 1).every(Number.isFinite));
    if (isKnown && (difference === 0 || Number.isFinite(baseOf(series, window)))) ends.push(window);
  }
  return ends;
}

/** The first end whose window and lags lie within the series. */
function firstEnd({ length, lags, rolling, difference }: ResolvedSeries): number {
  return length - 1 + Math.max(0, difference, ...lags, ...rolling.map((steps) => steps - 1));
}

/** The value that the change to come is counted from: whole seasons before it, as few as lie behind the end. */
function baseOf({ target, features, horizon, difference }: ResolvedSeries, { series, end }: Window): number {
  const values = series.filled[features.indexOf(target)];
  return values?.[end + horizon - difference * Math.ceil(horizon / difference)] ?? Number.NaN;
}

/** The observed value ahead, missing where the step was not observed: a filled value is nothing to learn. */
function targetColumn(table: Table, series: ResolvedSeries, windows: readonly Window[]): Column {
  const { target, features, horizon, difference } = series;
  const column = findColumn(table, target) as Column;
  const place = features.indexOf(target);
  if (place < 0) return carryFrom(column, windows, horizon);
  const values = Float64Array.from(windows, (window) => {
    const value = window.series.observed[place]?.[window.end + horizon] as number;
    return difference > 0 ? value - baseOf(series, window) : value;
  });
  const isWhole =
    isNumeric(column) && column.type === 'boolean' && difference === 0 && series.aggregate === 'last';
  return { name: target, type: isWhole ? 'boolean' : 'number', values };
}

function keyColumn(name: string, windows: readonly Window[]): Column {
  const categories = [...new Set(windows.map(({ series }) => series.key ?? ''))].sort();
  const numbers = new Map(categories.map((category, i) => [category, i]));
  const codes = Int32Array.from(windows, ({ series }) => numbers.get(series.key ?? '') as number);
  return { name, type: 'category', categories, codes };
}

const carry = (column: Column, windows: readonly Window[]) => carryFrom(column, windows, 0);

/** A column's value in the last row of the step so many steps behind the end; missing where that has none. */
function carryFrom(column: Column, windows: readonly Window[], ahead: number): Column {
  const rows = windows.map(({ series, end }) => series.rows[end + ahead] ?? -1);
  if (column.type === 'category')
    return {
      ...column,
      codes: Int32Array.from(rows, (row) => (row < 0 ? -1 : (column.codes[row] as number))),
    };
  if (column.type === 'text') return { ...column, values: rows.map((row) => column.values[row] ?? '') };
  return {
    ...column,
    values: Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : (column.values[row] as number))),
  };
}

function requireColumns(table: Table, { time, key, features, target }: ResolvedSeries, open: boolean): void {
  const needed = [time, key, ...features, open ? '' : target].filter((name) => name !== '');
  const absent = needed.find((name) => !findColumn(table, name));
  if (absent !== undefined) {
    throw new HoneError('column-missing', `The table lacks the column "${absent}" of the series.`, {
      place: { column: absent },
      fix: 'Give the table every column that the series was made of, under the same name.',
    });
  }
  const text = features.find((name) => !isNumeric(findColumn(table, name) as Column));
  if (text === undefined) return;
  throw new HoneError(
    'data-invalid',
    `The column "${text}" of the series holds texts where numbers belong.`,
    {
      place: { column: text },
      fix: 'Correct the values of the column.',
    },
  );
}

function requireWindows(
  table: Table,
  { length, horizon, stride }: ResolvedSeries,
  rows: number,
  features: number,
): void {
  if (rows === 0) {
    throw new HoneError(
      'data-invalid',
      `The table of ${table.rows} rows has no window of ${length} known steps with a value ${horizon} ahead.`,
      {
        place: { field: 'series.length' },
        fix: 'Shorten series.length, lags and rolling windows, or add rows.',
      },
    );
  }
  if (rows * features * length <= MOST_VALUES) return;
  throw new HoneError(
    'recipe-invalid',
    `${rows} windows of ${length} steps with ${features} features do not fit into memory.`,
    {
      place: { field: 'series.stride' },
      fix: `Raise series.stride above ${stride}, or shorten series.length.`,
    },
  );
}
