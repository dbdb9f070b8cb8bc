// Rows of one moment: told with the column that makes them series of their own.
import { expect, test } from 'vitest';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import { describeSeries } from '../../../src/core/series/describe-series';
import type { Table } from '../../../src/core/table';

const DAYS = 40;
/** Two shops with two products each, a row a day. */
const table: Table = {
  rows: DAYS * 4,
  columns: [
    {
      name: 'day',
      type: 'date',
      values: Float64Array.from({ length: DAYS * 4 }, (_, i) => 19_000 + (i >> 2)),
    },
    column('shop', (i) => i & 1),
    column('product', (i) => (i >> 1) & 1),
    column('place', (i) => i & 3),
    { name: 'sales', type: 'number', values: Float64Array.from({ length: DAYS * 4 }, (_, i) => i % 7) },
  ],
};

function column(name: string, codeOf: (row: number) => number) {
  return {
    name,
    type: 'category' as const,
    categories: ['a', 'b', 'c', 'd'],
    codes: Int32Array.from({ length: DAYS * 4 }, (_, i) => codeOf(i)),
  };
}

const without = (name: string): Table => ({
  ...table,
  columns: table.columns.filter((one) => one.name !== name),
});
const recipe = (key = '') =>
  recipeSchema.parse({ data: { target: 'sales' }, series: { enabled: true, key } });

test('the column that tells all of them apart is proposed', () => {
  expect(describeSeries(table, recipe()).shared).toEqual({ rows: DAYS * 4, most: 4, key: 'place' });
});

test('where no column does alone, none is proposed', () => {
  expect(describeSeries(without('place'), recipe()).shared).toEqual({ rows: DAYS * 4, most: 4, key: '' });
  expect(describeSeries(table, recipe('shop')).shared).toEqual({ rows: DAYS * 4, most: 2, key: '' });
});

test('with the key, and for a table with each moment once, nothing is told', () => {
  expect(describeSeries(table, recipe('place')).shared).toBeNull();
  const rows = Int32Array.from({ length: DAYS }, (_, i) => i * 4);
  const once: Table = {
    rows: DAYS,
    columns: table.columns.flatMap((one) =>
      one.type === 'date' || one.type === 'number'
        ? [{ ...one, values: Float64Array.from(rows, (row) => one.values[row] as number) }]
        : [],
    ),
  };
  expect(describeSeries(once, recipe()).shared).toBeNull();
});
