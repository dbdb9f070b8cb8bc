// Decomposition and rolling figures of a series against statsmodels and pandas (golden values made by series.py).
import { expect, test } from 'vitest';
import { recipeSchema } from '../../src/core/recipe/recipe';
import { decompose } from '../../src/core/series/decompose';
import { describeSeries } from '../../src/core/series/describe-series';
import { resolveSeries, type SeriesFound } from '../../src/core/series/resolved-series';
import { windowTable } from '../../src/core/series/window-table';
import { findColumn, type Table } from '../../src/core/table';
import golden from './golden/series.json';

const values = Float64Array.from(golden.values);
const table: Table = { rows: values.length, columns: [{ name: 'value', type: 'number', values }] };

function expectClose(found: ArrayLike<number | null>, expected: readonly (number | null)[]): void {
  expect(found.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    if (value === null) expect(found[i] ?? Number.NaN).toBeNaN();
    else expect(found[i]).toBeCloseTo(value, 9);
  }
}

test.each(golden.decompositions)('decomposition with a season of $season', (expected) => {
  const { trend, seasonal, residual } = decompose(values, expected.season);
  expectClose(trend, expected.trend);
  expectClose(seasonal, expected.seasonal);
  expectClose(residual, expected.residual);
});

test('the described series holds the same parts', () => {
  const recipe = recipeSchema.parse({ data: { target: 'value' }, series: { season: 12 } });
  const { decomposition, season, count } = describeSeries(table, recipe);
  expect({ season, count }).toEqual({ season: 12, count: 1 });
  expectClose(decomposition?.trend ?? [], golden.decompositions[0]?.trend ?? []);
  expectClose(decomposition?.observed ?? [], golden.values);
  expect(decomposition?.seasonalStrength).toBeGreaterThan(0.9);
  expect(decomposition?.trendStrength).toBeGreaterThan(0.9);
});

test.each(['mean', 'deviation', 'least', 'greatest'] as const)('rolling %s', (figure) => {
  const { length } = golden.rolling;
  const recipe = recipeSchema.parse({
    data: { target: 'value' },
    series: { enabled: true, length: 1, rolling: [length] },
  });
  const windows = windowTable(table, (resolveSeries(table, recipe) as SeriesFound).series, true);
  const column = findColumn(windows, `value ${figure} of ${length} t-0`);
  if (column?.type !== 'number') throw new Error('No such column');
  expectClose(column.values, golden.rolling[figure].slice(length - 1));
});
