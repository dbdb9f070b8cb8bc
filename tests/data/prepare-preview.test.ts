// The picture of a column before and after preparation: from a sample of the rows, without TensorFlow.
import { expect, test } from 'vitest';
import { HoneError } from '../../src/core/errors';
import { recipeSchema } from '../../src/core/recipe/recipe';
import { preparePreviewSchema } from '../../src/core/run/preparation';
import type { Table } from '../../src/core/table';
import { previewPreparation } from '../../src/data/prepare-preview';

const ROWS = 20_000;
const values = (make: (row: number) => number) => Float64Array.from({ length: ROWS }, (_, row) => make(row));
const table: Table = {
  rows: ROWS,
  columns: [
    {
      name: 'amount',
      type: 'number',
      values: values((row) => (row % 10 === 0 ? Number.NaN : Math.exp((row % 97) / 10))),
    },
    {
      name: 'colour',
      type: 'category',
      categories: ['blue', 'green', 'red'],
      codes: Int32Array.from({ length: ROWS }, (_, row) => row % 3),
    },
    { name: 'y', type: 'number', values: values((row) => Math.sin(row)) },
  ],
};
const recipe = (prepare: object = {}) => recipeSchema.parse({ data: { target: 'y', ignore: [] }, prepare });

test('histograms before and after, of a sample', () => {
  const preview = previewPreparation(
    table,
    recipe({ scaler: { kind: 'quantile', output: 'uniform' } }),
    'amount',
  );
  expect(preparePreviewSchema.parse(JSON.parse(JSON.stringify(preview)))).toEqual(preview);
  expect(preview.rows).toEqual({ sampled: 5000, all: ROWS });
  expect((preview.before.missing - 500) / 500).toBeCloseTo(0, 0);
  expect(preview.after.map(({ name }) => name)).toEqual(['amount', 'amount is missing']);
  expect(preview.after[0]?.distribution).toMatchObject({ minimum: 0, maximum: 1, missing: 0 });
  expect(preview.steps.map(({ learnedFrom }) => learnedFrom.part)).toEqual(Array(3).fill('training part'));
  expect(preview.steps[0]?.learnedFrom.rows).toBeLessThan(5000);
});

test('categories by value', () => {
  const preview = previewPreparation(table, recipe({ encoder: { kind: 'target' } }), 'colour');
  expect(preview.before).toMatchObject({ kind: 'values', missing: 0, others: 0 });
  expect(preview.after.map(({ name }) => name)).toEqual(['colour: target mean']);
});

test.each([
  ['nothing', 'The table has no column "nothing".'],
  ['y', 'The column "y" is left out of the preparation.'],
])('the column %s cannot be drawn', (column, says) => {
  expect(() => previewPreparation(table, recipe(), column)).toThrow(HoneError);
  expect(() => previewPreparation(table, recipe(), column)).toThrow(says);
});
