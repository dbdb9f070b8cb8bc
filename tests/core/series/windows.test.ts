// Tables of windows: what stands where, how gaps and steps are treated, and that nothing comes from the future.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitPreparation } from '../../../src/core/preparation/fit-preparation';
import { featureNames } from '../../../src/core/preparation/prepare-rows';
import { type Recipe, recipeSchema } from '../../../src/core/recipe/recipe';
import { type ResolvedSeries, resolveSeries } from '../../../src/core/series/resolved-series';
import { modelOf, timeStepsOf } from '../../../src/core/series/time-steps';
import { windowRecipe } from '../../../src/core/series/window-recipe';
import { windowTable } from '../../../src/core/series/window-table';
import { type Column, findColumn, type Table } from '../../../src/core/table';

const DAY = Date.UTC(2020, 0, 1) / 86_400_000;

function tableOf(
  values: readonly number[],
  { step = 1, time = true }: { step?: number; time?: boolean } = {},
): Table {
  const dates: Column = {
    name: 'day',
    type: 'date',
    values: Float64Array.from(values, (_, i) => DAY + i * step),
  };
  const value: Column = { name: 'value', type: 'number', values: Float64Array.from(values) };
  return { rows: values.length, columns: [...(time ? [dates] : []), value] };
}

const recipeOf = (series: object, rest: object = {}) =>
  recipeSchema.parse({ data: { target: 'value' }, series: { enabled: true, length: 3, ...series }, ...rest });

function seriesOf(table: Table, recipe: Recipe): ResolvedSeries {
  const found = resolveSeries(table, recipe);
  if (!found) throw new Error('Series are off');
  return found.series;
}

const windowsOf = (table: Table, series: object, open = false): Table =>
  windowTable(table, seriesOf(table, recipeOf(series)), open);

const rowsOf = (table: Table, skip: readonly string[] = ['day']) =>
  Array.from({ length: table.rows }, (_, row) =>
    table.columns
      .filter(({ name }) => !skip.includes(name))
      .map((column) =>
        column.type === 'text' ? 0 : column.type === 'category' ? column.codes[row] : column.values[row],
      ),
  );
const namesOf = ({ columns }: Table) => columns.map(({ name }) => name);
const count = (to: number) => Array.from({ length: to }, (_, i) => i + 1);

test('a row holds the last steps in order, then the value ahead', () => {
  const windows = windowsOf(tableOf(count(6)), { horizon: 2 });
  expect(namesOf(windows)).toEqual(['day', 'value t-2', 'value t-1', 'value t-0', 'value']);
  expect(rowsOf(windows)).toEqual([
    [1, 2, 3, 5],
    [2, 3, 4, 6],
  ]);
  expect(findColumn(windows, 'day')).toMatchObject({
    type: 'date',
    values: Float64Array.of(DAY + 4, DAY + 5),
  });
});

test('open windows end at the last step and say which moment they are for', () => {
  const windows = windowsOf(tableOf(count(5)), { horizon: 2, stride: 4 }, true);
  expect(rowsOf(windows)).toEqual([
    [1, 2, 3],
    [2, 3, 4],
    [3, 4, 5],
  ]);
  expect(findColumn(windows, 'day')).toMatchObject({ values: Float64Array.of(DAY + 4, DAY + 5, DAY + 6) });
});

test('columns are features of the first step, then of the second', () => {
  const table = tableOf(count(8));
  const other: Column = {
    name: 'other',
    type: 'number',
    values: Float64Array.from(count(8), (value) => -value),
  };
  const windows = windowsOf(
    { ...table, columns: [...table.columns, other] },
    { length: 2, lags: [3], rolling: [2] },
  );
  expect(namesOf(windows)).toEqual([
    'day',
    ...[1, 0].flatMap((back) =>
      [
        'value',
        'other',
        'value lag 3',
        'value mean of 2',
        'value deviation of 2',
        'value least of 2',
        'value greatest of 2',
      ].map((name) => `${name} t-${back}`),
    ),
    'value',
  ]);
  const [first] = rowsOf(windows);
  expect(first?.map((value) => Number(value).toFixed(3))).toEqual(
    [4, -4, 1, 3.5, Math.SQRT1_2, 3, 4, 5, -5, 2, 4.5, Math.SQRT1_2, 4, 5, 6].map((value) =>
      value.toFixed(3),
    ),
  );
  const recipe = windowRecipe(recipeOf({}), seriesOf(table, recipeOf({}))).recipe;
  const plain = windowsOf(table, {});
  const preparation = fitPreparation(plain, Int32Array.of(0, 1, 2), recipe);
  expect(featureNames(preparation)).toEqual(['value t-2', 'value t-1', 'value t-0']);
});

test('a missing step is filled from the past in the inputs and is no target', () => {
  const table = tableOf([1, 2, 3, Number.NaN, 5, 6, 7]);
  const filled = windowsOf(table, {});
  expect(rowsOf(filled)).toEqual([
    [1, 2, 3, Number.NaN],
    [2, 3, 3, 5],
    [3, 3, 5, 6],
    [3, 5, 6, 7],
  ]);
  expect(rowsOf(windowsOf(table, { gaps: 'zero' }))[1]).toEqual([2, 3, 0, 5]);
  expect(rowsOf(windowsOf(table, { gaps: 'leave' }))[1]).toEqual([2, 3, Number.NaN, 5]);
});

test('rows that are missing from the file are steps, too', () => {
  const table = tableOf(count(9));
  const kept = [0, 1, 2, 3, 5, 6, 7, 8];
  const columns = table.columns.map((column) => ({
    ...column,
    values: Float64Array.from(kept, (row) => (column as { values: Float64Array }).values[row] as number),
  })) as Column[];
  expect(rowsOf(windowsOf({ rows: kept.length, columns }, {}))).toEqual([
    [1, 2, 3, 4],
    [2, 3, 4, Number.NaN],
    [3, 4, 4, 6],
    [4, 4, 6, 7],
    [4, 6, 7, 8],
    [6, 7, 8, 9],
  ]);
});

test.each([
  ['mean', 1.5],
  ['sum', 3],
  ['last', 2],
])('half days become days by %s', (aggregate, first) => {
  const windows = windowsOf(tableOf(count(12), { step: 0.5 }), { frequency: 'day', aggregate });
  expect(rowsOf(windows)[0]?.[0]).toBe(first);
  expect(windows.rows).toBe(3);
});

test('differences are of one step or one season, and say what they are counted from', () => {
  const values = [1, 3, 6, 10, 15, 21, 28];
  const steps = windowsOf(tableOf(values), { length: 2, horizon: 2, difference: 'step' });
  expect(namesOf(steps)).toEqual(['day', 'value before', 'value t-1', 'value t-0', 'value']);
  expect(rowsOf(steps)).toEqual([
    [6, 2, 3, 9],
    [10, 3, 4, 11],
    [15, 4, 5, 13],
  ]);
  const seasons = windowsOf(tableOf(values), { length: 1, horizon: 2, difference: 'season', season: 3 });
  expect(rowsOf(seasons)).toEqual([
    [6, 9, 15],
    [10, 12, 18],
  ]);
});

test('series are told apart by a key, and no window spans two', () => {
  const one = tableOf(count(5));
  const codes = Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
  const twice = (column: Column): Column =>
    ({
      ...column,
      values: Float64Array.from(
        { length: 10 },
        (_, i) =>
          ((column as { values: Float64Array }).values[i >> 1] as number) +
          (column.name === 'value' ? 100 * (i % 2) : 0),
      ),
    }) as Column;
  const key: Column = { name: 'shop', type: 'category', categories: ['a', 'b'], codes };
  const windows = windowsOf({ rows: 10, columns: [...one.columns.map(twice), key] }, { key: 'shop' });
  expect(rowsOf(windows)).toEqual([
    [0, 1, 2, 3, 4],
    [0, 2, 3, 4, 5],
    [1, 101, 102, 103, 104],
    [1, 102, 103, 104, 105],
  ]);
});

test('a model of sequences reads as many steps as a window has', () => {
  const recipe = recipeOf({ length: 7 }, { model: { family: 'recurrent' } });
  expect(timeStepsOf(recipe)).toBe(7);
  expect(modelOf(recipe)).toMatchObject({ steps: 7 });
});

test('a split by chance becomes one by time, with the horizon left out', () => {
  const recipe = recipeOf({ horizon: 3 });
  const made = windowRecipe(recipe, seriesOf(tableOf(count(30)), recipe));
  expect(made.recipe.split).toMatchObject({
    kind: 'time-ordered',
    validation: 0.15,
    test: 0.2,
    gapIn: 'time',
  });
  expect((made.recipe.split as { gap: number }).gap).toBeCloseTo(2.99, 6);
  expect(made.warnings).toHaveLength(1);
  const column = recipeOf({}, { split: { kind: 'column' }, data: { target: 'value', part: 'p' } });
  expect(windowRecipe(column, seriesOf(tableOf(count(30)), recipe))).toMatchObject({
    warnings: [],
    recipe: { split: { kind: 'column' } },
  });
});

describe('nothing comes from the future', () => {
  const settings = fc.record({
    length: fc.integer({ min: 1, max: 5 }),
    horizon: fc.integer({ min: 1, max: 4 }),
    gaps: fc.constantFrom('previous', 'zero', 'leave'),
    difference: fc.constantFrom('none', 'step', 'season'),
    season: fc.constant(4),
    lags: fc.subarray([1, 3, 6]),
    rolling: fc.subarray([2, 5]),
    calendar: fc.boolean(),
    frequency: fc.constantFrom('auto', 'none', 'day'),
  });
  const number = fc.oneof(fc.double({ min: -100, max: 100, noNaN: true }), fc.constant(Number.NaN));

  test('values after a moment change no inputs of rows that end there or before', () => {
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 30, maxLength: 40 }),
        fc.array(number, { minLength: 40, maxLength: 40 }),
        fc.integer({ min: 12, max: 28 }),
        settings,
        (values, others, moment, series) => {
          const changed = values.map((value, i) => (i > moment ? (others[i] as number) : value));
          const [before, after] = [values, changed].map((given) => {
            const windows = windowsOf(tableOf(given), series, true);
            const ends = (findColumn(windows, 'day') as { values: Float64Array }).values;
            return rowsOf(windows).filter((_, row) =>
              // The moment of a row is that of its target. Rows as they come know none behind the end of the table.
              Number.isNaN(ends[row]) ? false : (ends[row] as number) - series.horizon <= DAY + moment,
            );
          });
          expect(after).toEqual(before);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('faults are said in words', () => {
  test.each([
    [tableOf(count(3)), {}, /no window of 3 known steps/],
    [tableOf(count(9)), { time: 'dya' }, /no column "dya"/],
    [tableOf(count(9), { time: false }), { frequency: 'month', time: 'value' }, /needs dates/],
    [tableOf(count(9), { time: false }), { difference: 'season' }, /No season is usual/],
  ])('%#', (table, series, message) => {
    expect(() => windowsOf(table, series)).toThrow(message);
  });
});
