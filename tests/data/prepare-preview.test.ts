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

test('a date in days, and a column of free text that is left out, with the reason and its words', () => {
  const { rows, columns } = table;
  const dated: Table = {
    rows,
    columns: [
      ...columns,
      { name: 'day', type: 'date', values: values((row) => 19_000 + (row % 300)) },
      {
        name: 'note',
        type: 'text',
        values: Array.from({ length: ROWS }, (_, row) =>
          row % 4 === 0 ? '' : `Good day ${row % 7}0, a good one`,
        ),
      },
    ],
  };
  const day = previewPreparation(dated, recipe(), 'day');
  expect(day).toMatchObject({ leftOut: '', before: { kind: 'numbers', isDate: true, minimum: 19_000 } });
  expect(day.after[0]?.distribution).toMatchObject({ isDate: false });
  const note = previewPreparation(dated, recipe(), 'note');
  expect(note.leftOut).toMatch(/^Column "note" holds free text; it is left out/);
  expect(note).toMatchObject({ columns: 0, after: [], before: { kind: 'texts', distinct: 7 } });
  const { before } = note;
  if (before.kind !== 'texts') throw new Error('no texts');
  expect(before.words.slice(0, 3).map(({ value }) => value)).toEqual(['good', 'day', 'one']);
  expect(before.words[0]?.count).toBe(5000 - before.missing);
  const words = previewPreparation(dated, recipe({ text: { kind: 'words', features: 16 } }), 'note');
  expect(words).toMatchObject({ columns: 16, leftOut: '' });
});

test.each([
  ['nothing', 'The table has no column "nothing".'],
  ['y', 'The column "y" is no feature.'],
])('the column %s cannot be drawn', (column, says) => {
  expect(() => previewPreparation(table, recipe(), column)).toThrow(HoneError);
  expect(() => previewPreparation(table, recipe(), column)).toThrow(says);
});
