// The preparation graph against scikit-learn's transformers (golden values made by preparation.py).
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeRows } from '../../src/core/preparation/encode-rows';
import { fitPreparation } from '../../src/core/preparation/fit-preparation';
import { featureNames, preparationWidth, prepareRows } from '../../src/core/preparation/prepare-rows';
import { recipeSchema } from '../../src/core/recipe/recipe';
import type { Column, Table } from '../../src/core/table';
import golden from './golden/preparation.json';

const rows = golden.numbers.length;
const names = golden.numbers[0]?.map((_, i) => `n${i}`) ?? [];

function goldenTable(): Table {
  const numbers = names.map((name, i): Column => {
    return { name, type: 'number', values: Float64Array.from(golden.numbers, (row) => row[i] ?? Number.NaN) };
  });
  const categories = [...new Set(golden.colours)].sort();
  const codes = Int32Array.from(golden.colours, (colour) => categories.indexOf(colour));
  const target: Column = { name: 'y', type: 'number', values: new Float64Array(rows) };
  return { rows, columns: [...numbers, { name: 'colour', type: 'category', codes, categories }, target] };
}

/** Rows of the prepared table as objects by feature name. */
async function prepared(imputer: string, scaler: string): Promise<Record<string, number>[]> {
  const table = goldenTable();
  const recipe = recipeSchema.parse({
    data: { target: 'y' },
    prepare: { imputer: { kind: imputer }, scaler: { kind: scaler } },
  });
  const train = Int32Array.from({ length: golden.train }, (_, row) => row);
  const preparation = fitPreparation(table, train, recipe);
  const encoded = encodeRows(table, preparation);
  const x = prepareRows(
    tf,
    preparation,
    tf.tensor2d(encoded.numbers, [rows, preparation.numbers.length]),
    tf.tensor2d(encoded.codes, [rows, preparation.categories.length], 'int32'),
  );
  expect(x.shape).toEqual([rows, preparationWidth(preparation)]);
  const features = featureNames(preparation);
  return ((await x.array()) as number[][]).map((row) =>
    Object.fromEntries(row.map((value, i) => [features[i] as string, value])),
  );
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each(golden.expected)('$imputer, $scaler', ({ imputer, scaler, numbers }) => {
  test('number columns', async () => {
    const found = await prepared(imputer, scaler);
    for (const [row, expected] of numbers.entries()) {
      for (const [i, value] of expected.entries())
        expect(found[row]?.[`n${i}`]).toBeCloseTo(value as number, 5);
    }
  });
});

test('an indicator for each column with gaps in the training rows', async () => {
  const found = await prepared('median', 'standardize');
  const expected = golden.indicators.columns.map((column) => `n${column} is missing`);
  expect(Object.keys(found[0] ?? {}).filter((name) => name.endsWith('is missing'))).toEqual(expected);
  const values = found.map((row) => expected.map((name) => row[name]));
  expect(values).toEqual(golden.indicators.values);
});

test('one column per category of the training rows, all zero for an unseen one', async () => {
  const found = await prepared('median', 'standardize');
  const values = found.map((row) => golden.categories.map((category) => row[`colour = ${category}`]));
  expect(values).toEqual(golden.oneHot);
});
