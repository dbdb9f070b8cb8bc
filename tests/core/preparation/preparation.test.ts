// Fitting on the training rows alone, and encoding rows of other tables by it.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { HoneError } from '../../../src/core/errors';
import { encodeRows } from '../../../src/core/preparation/encode-rows';
import { fitPreparation } from '../../../src/core/preparation/fit-preparation';
import { featureNames, inputColumns, prepareRows } from '../../../src/core/preparation/prepare-rows';
import { type Preparation, preparationSchema } from '../../../src/core/preparation/preparation';
import { selectFeatures } from '../../../src/core/preparation/select-features';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import type { Table } from '../../../src/core/table';
import { columnOf, range, tableOf } from './tables';

const all = (table: Table) => Int32Array.from(range(table.rows));
const recipe = (input: object = {}, ignore: string[] = []) =>
  recipeSchema.parse({ data: { target: 'y', ignore }, prepare: input });

async function prepared(table: Table, preparation: Preparation): Promise<number[][]> {
  const { rows, numbers, codes } = encodeRows(table, preparation);
  const x = prepareRows(
    tf,
    preparation,
    tf.tensor2d(numbers, [rows, preparation.numbers.length]),
    tf.tensor2d(codes, [rows, preparation.categories.length], 'int32'),
  );
  return (await x.array()) as number[][];
}

function faultOf(work: () => unknown): HoneError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(HoneError);
    return error as HoneError;
  }
  throw new Error('nothing was refused');
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('fit', () => {
  const table = tableOf({
    flag: [true, null, true, false, false, false],
    gaps: [1, null, 3, 100, null, 7],
    full: [10, 20, 30, 1000, 2000, 3000],
    colour: ['red', 'blue', null, 'violet', 'red', 'red'],
    y: [1, 2, 3, 4, 5, 6],
  });
  const train = Int32Array.of(0, 1, 2);

  test('sees the training rows only', () => {
    const changed = tableOf({
      flag: [true, null, true, true, null, true],
      gaps: [1, null, 3, -5, 2, null],
      full: [10, 20, 30, null, 0, 1e9],
      colour: ['red', 'blue', null, 'green', null, 'blue'],
      y: [1, 2, 3, 0, 0, 0],
    });
    expect(fitPreparation(changed, train, recipe())).toEqual(fitPreparation(table, train, recipe()));
  });

  test('survives JSON and its schema', () => {
    const preparation = fitPreparation(table, train, recipe());
    expect(preparationSchema.parse(JSON.parse(JSON.stringify(preparation)))).toEqual(preparation);
  });

  test('orders numbers by treatment, then indicators, then categories', async () => {
    const preparation = fitPreparation(table, train, recipe());
    expect(featureNames(preparation)).toEqual([
      'full',
      'gaps',
      'flag',
      'gaps is missing',
      'flag is missing',
      'colour = blue',
      'colour = red',
    ]);
    const rows = await prepared(table, preparation);
    const deviation = Math.sqrt(200 / 3);
    expect(rows[0]?.[0]).toBeCloseTo(-10 / deviation, 5);
    expect(rows.map((row) => row[2])).toEqual([1, 1, 1, 0, 0, 0]);
    expect(rows.map((row) => row.slice(3, 5))).toEqual([
      [0, 0],
      [1, 1],
      [0, 0],
      [0, 0],
      [1, 0],
      [0, 0],
    ]);
    expect(rows.map((row) => row.slice(5))).toEqual([
      [0, 1],
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 1],
      [0, 1],
    ]);
  });

  test.each([
    ['numbers only', { a: [1, 2, 3], y: [1, 2, 3] }, ['a']],
    ['booleans only', { a: [true, false, null], y: [1, 2, 3] }, ['a', 'a is missing']],
    ['categories only', { a: ['u', 'v', 'u'], y: [1, 2, 3] }, ['a = u', 'a = v']],
    [
      'gaps only',
      { a: [1, null, 3], b: [null, 2, 5], y: [1, 2, 3] },
      ['a', 'b', 'a is missing', 'b is missing'],
    ],
  ])('%s', async (_, columns, names) => {
    const other = tableOf(columns);
    const preparation = fitPreparation(other, all(other), recipe());
    expect(featureNames(preparation)).toEqual(names);
    const rows = await prepared(other, preparation);
    expect(rows.every((row) => row.length === names.length && row.every(Number.isFinite))).toBe(true);
  });

  test('no indicator where the recipe wants none', () => {
    const preparation = fitPreparation(table, train, recipe({ indicator: false }));
    expect(featureNames(preparation)).toHaveLength(5);
  });

  test('numbers far from zero keep their differences in single precision', async () => {
    const base = 1.7e9;
    const other = tableOf({ t: range(100).map((i) => base + i * 0.25), y: range(100) });
    const preparation = fitPreparation(other, all(other), recipe());
    const rows = await prepared(other, preparation);
    const deviation = Math.sqrt((100 ** 2 - 1) / 12);
    for (const [i, row] of rows.entries()) expect(row[0]).toBeCloseTo((i - 49.5) / deviation, 5);
  });

  test.each([[0.1], [1e9], [-3]])('a constant column of %f becomes zero', async (value) => {
    const other = tableOf({ c: [value, value, value], y: [1, 2, 3] });
    const rows = await prepared(other, fitPreparation(other, all(other), recipe()));
    for (const row of rows) expect(row[0]).toBeCloseTo(0, 6);
  });

  test('an infinite value is missing', async () => {
    const other = tableOf({ a: [1, Infinity, 3, -Infinity], y: [1, 2, 3, 4] });
    const preparation = fitPreparation(other, all(other), recipe());
    expect((await prepared(other, preparation)).map((row) => row[1])).toEqual([0, 1, 0, 1]);
  });
});

describe('features that are left out', () => {
  const names = (table: Table, ignore?: string[]) => {
    const { numbers, categories, warnings } = selectFeatures(table, all(table), recipe({}, ignore));
    return { names: [...numbers, ...categories].map((column) => column.name), warnings };
  };

  test.each([
    ['without a value', [null, null, null], 'has no value in the training rows'],
    ['all texts different', range(30).map((i) => `id${i}`), 'has another text in every row'],
    ['with 1,001 categories', range(2002).map((i) => `c${i % 1001}`), 'has 1001 categories, more than 1000'],
  ])('%s', (_, values, why) => {
    const table = tableOf({ a: values, b: range(values.length), y: range(values.length) });
    expect(names(table)).toEqual({ names: ['b'], warnings: [`Column "a" ${why}; it is left out.`] });
  });

  test('by the recipe', () => {
    expect(names(tableOf({ a: [1, 2], b: [1, 2], y: [1, 2] }), ['a'])).toEqual({
      names: ['b'],
      warnings: [],
    });
  });

  test('under a name that is not there', () => {
    const fault = faultOf(() => names(tableOf({ Age: [1, 2], b: [1, 2], y: [1, 2] }), ['age']));
    expect(fault.message).toBe('The table has no column "age" to ignore.');
    expect(fault.fix).toBe('Did you mean "Age"?');
  });

  test.each([
    [tableOf({ y: [1, 2] }), [], /has one column, "y"/],
    [tableOf({ a: [1, 2], y: [1, 2] }), ['a'], /Every column but the target is ignored/],
    [
      tableOf({ a: [null, null], y: [1, 2] }),
      [],
      /No column is left to predict from: column "a" has no value/,
    ],
  ])('all of them', (table, ignore, says) => {
    const fault = faultOf(() => names(table, ignore));
    expect(fault.code).toBe('data-invalid');
    expect(fault.message).toMatch(says);
  });
});

describe('encode', () => {
  const table = tableOf({
    n: [1, 2, 3],
    b: [true, false, true],
    c: ['1.0', '2.0', 'x'],
    y: [1, 2, 3],
  });
  const preparation = fitPreparation(table, all(table), recipe());
  const encode = (columns: Parameters<typeof tableOf>[0]) => encodeRows(tableOf(columns), preparation);

  test('finds columns by name, in whatever order and company', () => {
    expect(encode({ more: [1], c: ['x'], b: [true], n: [5] })).toEqual({
      rows: 1,
      numbers: Float32Array.of(5, 1),
      codes: Int32Array.of(2),
    });
  });

  test('takes a file whose values all look like another type', () => {
    const { numbers, codes } = encode({ n: [null, 1], b: [0, 1], c: [2, 7] });
    expect(numbers).toEqual(Float32Array.of(Number.NaN, 0, 1, 1));
    expect(codes).toEqual(Int32Array.of(1, -1));
  });

  test('takes a column without any value', () => {
    const { numbers, codes } = encode({ n: [null], b: [null], c: [null] });
    expect(numbers).toEqual(Float32Array.of(Number.NaN, Number.NaN));
    expect(codes).toEqual(Int32Array.of(-1));
  });

  test('finds the category that a boolean or a date column was read from', () => {
    const words = tableOf({ c: ['True', 'False', 'unknown', '2020-01-02'], y: [1, 2, 3, 4] });
    const fitted = fitPreparation(words, all(words), recipe());
    expect(encodeRows(tableOf({ c: [true, false] }), fitted).codes).toEqual(Int32Array.of(2, 1));
    const date = { rows: 1, columns: [columnOf('c', [18_263], 'date')] };
    expect(encodeRows(date, fitted).codes).toEqual(Int32Array.of(0));
  });

  test('names every missing column', () => {
    const fault = faultOf(() => encode({ N: [1], z: [1] }));
    expect(fault.code).toBe('column-missing');
    expect(fault.message).toBe('The table lacks 3 columns: "n", "b", "c".');
    expect(fault.fix).toBe('Is "N" meant? Call it "n".');
  });

  test.each([
    [{ n: [1, null], b: [true, true], c: ['x', 'x'] }, null],
    [
      { n: ['1', 'many'], b: [true, true], c: ['x', 'x'] },
      /column "n" held numbers in training, but is "1" on line 2/,
    ],
    [
      { n: [true, false], b: [true, true], c: ['x', 'x'] },
      /column "n" held numbers in training, but is "true" on line 2/,
    ],
    [
      { n: [1, 1], b: [1, 2], c: ['x', 'x'] },
      /column "b" held true or false in training, but is "2" on line 3/,
    ],
  ])('%j', (columns, says) => {
    if (says === null) expect(encode(columns).rows).toBe(2);
    else expect(faultOf(() => encode(columns)).message).toMatch(says);
  });
});

describe('codes for a network to embed', () => {
  const table = tableOf({
    number: [1, 2, 3, 4],
    many: ['a', 'b', 'c', null],
    few: ['x', 'y', 'x', 'y'],
    flag: [true, false, true, null],
    more: ['p', 'q', 'r', 's'],
    y: [1, 2, 3, 4],
  });
  const encoder = { kind: 'embedding', dimension: 5, minimumCategories: 3 };

  test('stand behind everything else, -1 for missing and unseen', async () => {
    const preparation = fitPreparation(table, Int32Array.of(0, 1, 2, 3), recipe({ encoder }));
    expect(featureNames(preparation)).toEqual([
      ...['number', 'flag', 'flag is missing', 'few = x', 'few = y', 'many', 'more'],
    ]);
    expect(inputColumns(preparation)).toEqual({
      numbers: 5,
      continuous: 1,
      categories: [3, 4],
      dimension: 5,
    });
    const rows = await prepared(table, preparation);
    expect(rows.map((row) => row.slice(3))).toEqual([
      [1, 0, 0, 0],
      [0, 1, 1, 1],
      [1, 0, 2, 2],
      [0, 1, -1, 3],
    ]);
    const other = tableOf({
      ...{ number: [1], many: ['z'], few: ['z'], flag: [true], more: ['q'] },
    });
    expect((await prepared(other, preparation))[0]?.slice(3)).toEqual([0, 0, -1, 1]);
  });

  test('one-hot leaves none', () => {
    const preparation = fitPreparation(table, Int32Array.of(0, 1, 2, 3), recipe());
    expect(inputColumns(preparation)).toEqual({ numbers: 12, continuous: 1, categories: [] });
  });
});
