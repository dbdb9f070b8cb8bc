// Every step of preparation against scikit-learn (golden values made by preparation_steps.py).
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { murmur3 } from '../../src/core/choices/texts/murmur3';
import { crossFitted } from '../../src/core/preparation/cross-fit';
import { encodeRows } from '../../src/core/preparation/encode-rows';
import { fitPreparation } from '../../src/core/preparation/fit-preparation';
import { plainOps, plainValues } from '../../src/core/preparation/plain-ops';
import { encodedWidths, type EncodedRows, type Preparation } from '../../src/core/preparation/preparation';
import { featureNames, prepareRows } from '../../src/core/preparation/prepare-rows';
import { resolveTarget } from '../../src/core/preparation/resolve-target';
import { trainingTarget } from '../../src/core/preparation/training-target';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import type { Column, Table } from '../../src/core/table';
import { normalDepth } from '../../src/core/choices/scalers/normal-scores';
import { tf, useBackend } from './ops';
import golden from './golden/preparation_steps.json';

type Prepare = z.input<typeof recipeSchema>['prepare'];
type Rows = readonly (readonly (number | null)[])[];

const { train } = golden;
const trainRows = Int32Array.from({ length: train }, (_, row) => row);
const rows = golden.numbers.length;

const numberColumns = (values: Rows, columns: readonly number[]): Column[] =>
  columns.map((column) => ({
    name: `n${column}`,
    type: 'number',
    values: Float64Array.from(values, (row) => row[column] ?? Number.NaN),
  }));

function categoryColumn(name: string, texts: readonly string[]): Column {
  const categories = [...new Set(texts)].sort();
  return {
    name,
    type: 'category',
    categories,
    codes: Int32Array.from(texts, (text) => categories.indexOf(text)),
  };
}

const valueColumn: Column = { name: 'y', type: 'number', values: Float64Array.from(golden.categories.value) };
const binaryColumn = categoryColumn('y', golden.categories.binary);

const tableOf = (columns: readonly Column[], target: Column = valueColumn): Table => ({
  rows: target.type === 'category' ? target.codes.length : target.values.length,
  columns: [...columns, target],
});

const recipeOf = (prepare: Prepare, task: Recipe['data']['task'] = 'auto') =>
  recipeSchema.parse({ data: { target: 'y', task }, prepare });

/** Prepared rows, named, by tfjs in single precision. */
function run(preparation: Preparation, encoded: EncodedRows): Record<string, number>[] {
  const widths = encodedWidths(preparation);
  const x = prepareRows(
    tf,
    preparation,
    tf.tensor2d(encoded.numbers, [encoded.rows, widths.numbers]),
    tf.tensor2d(encoded.codes, [encoded.rows, widths.codes], 'int32'),
  );
  const names = featureNames(preparation);
  expect(x.shape).toEqual([encoded.rows, names.length]);
  return (x.arraySync() as number[][]).map((row) =>
    Object.fromEntries(row.map((value, i) => [names[i] as string, value])),
  );
}

function prepared(
  table: Table,
  recipe: Recipe,
): { found: Record<string, number>[]; preparation: Preparation } {
  const preparation = fitPreparation(table, trainRows, recipe);
  return { found: run(preparation, encodeRows(table, preparation)), preparation };
}

/** Relative to 1 and to the value. */
function expectEqual(
  found: number | undefined,
  wanted: number | null,
  where: string,
  tolerance = 1e-5,
): void {
  const distance = Math.abs((found as number) - (wanted as number));
  if (!(distance <= tolerance * Math.max(1, Math.abs(wanted as number))))
    expect.fail(`${where}: ${found}, golden ${wanted}`);
}

function expectRows(
  found: readonly Record<string, number>[],
  wanted: Rows,
  names: readonly string[],
  tolerance?: number,
) {
  expect(found.length).toBe(wanted.length);
  for (const [row, values] of wanted.entries())
    for (const [i, value] of values.entries())
      expectEqual(found[row]?.[names[i] as string], value, `row ${row}, ${names[i]}`, tolerance);
}

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe('scaler', () => {
    test.each(golden.scaled.map((one) => [JSON.stringify(one.settings), one] as const))('%s', (_, one) => {
      const table = tableOf(numberColumns(golden.numbers, one.columns));
      const { found } = prepared(table, recipeOf({ scaler: one.settings as never }));
      expectRows(
        found,
        one.values,
        one.columns.map((column) => `n${column}`),
      );
    });
  });

  describe('imputer', () => {
    const columns = [0, 1, 2, 3, 4];
    const table = tableOf(numberColumns(golden.gaps, columns));
    test.each(golden.imputed.map((one) => [JSON.stringify(one.settings), one] as const))('%s', (_, one) => {
      const recipe = recipeOf({ imputer: one.settings as never, scaler: { kind: 'none' } });
      expectRows(
        prepared(table, recipe).found,
        one.values,
        columns.map((column) => `n${column}`),
      );
    });
  });

  describe('encoder', () => {
    const { categories } = golden;
    const letter = categoryColumn('letter', categories.letters);
    const plain = { scaler: { kind: 'none' } } as const;

    test.each(categories.oneHot.map((one) => [JSON.stringify(one.settings), one] as const))(
      'one-hot %s',
      (_, one) => {
        const { found, preparation } = prepared(
          tableOf([letter]),
          recipeOf({ encoder: { kind: 'one-hot', ...one.settings } as never }),
        );
        expectRows(found, one.values, featureNames(preparation));
      },
    );

    test.each([
      ['ordinal', { kind: 'ordinal' }, categories.ordinal],
      [
        'ordinal in a given order',
        { kind: 'ordinal', order: 'given', categories: ['e', 'd', 'c', 'b', 'a'] },
        categories.given,
      ],
      ['counts', { kind: 'frequency', unit: 'count' }, categories.counts],
      ['hashing', { kind: 'hashing', features: 7 }, categories.hashed],
    ] as const)('%s', (_, encoder, wanted) => {
      const { found, preparation } = prepared(
        tableOf([letter]),
        recipeOf({ ...plain, encoder: encoder as never }),
      );
      expectRows(found, wanted, featureNames(preparation));
    });

    test('ordinal by appearance', () => {
      const { preparation } = prepared(
        tableOf([letter]),
        recipeOf({ ...plain, encoder: { kind: 'ordinal', order: 'appearance' } }),
      );
      const order = [...new Set(categories.letters.slice(0, train))];
      const { encoding, categories: seen } = preparation.categories[0]!;
      expect(encoding).toMatchObject({ table: [[-1], ...seen.map((name) => [order.indexOf(name)])] });
    });

    test.each([
      ['numbers', valueColumn, categories.target.value, {}],
      ['two classes', binaryColumn, categories.target.binary, {}],
      ['three classes', categoryColumn('y', categories.three), categories.target.three, {}],
      ['a fixed strength', valueColumn, categories.target.fixed, { smoothing: 'fixed', strength: 4 }],
    ] as const)('target mean of %s, training rows by the other folds', (_, target, wanted, settings) => {
      const table = tableOf([letter], target);
      const recipe = recipeOf({ ...plain, encoder: { kind: 'target', shuffle: false, ...settings } });
      const { found, preparation } = prepared(table, recipe);
      expectRows(found.slice(train), wanted.others, featureNames(preparation));
      const encoded = encodeRows(table, preparation);
      const own = { rows: train, numbers: new Float32Array(), codes: encoded.codes.slice(0, train) };
      const crossed = crossFitted(own, preparation, recipe, () =>
        trainingTarget(resolveTarget(table, recipe), trainRows, recipe.seed),
      );
      expectRows(run(preparation, crossed), wanted.train, featureNames(preparation));
    });
  });

  describe('step', () => {
    const { steps } = golden;
    const names = steps.columns.map((column) => `n${column}`);
    const matrixTable = (target?: Column) =>
      tableOf(
        steps.columns.map(
          (column, i): Column => ({
            name: `n${column}`,
            type: 'number',
            values: Float64Array.from(steps.matrix, (row) => row[i] as number),
          }),
        ),
        target,
      );
    const scaledTable = tableOf(numberColumns(golden.numbers, steps.columns));

    test.each([
      ['polynomial', { kind: 'polynomial' }, steps.polynomial],
      [
        'interactions of degree 3',
        { kind: 'polynomial', degree: 3, interactionsOnly: true },
        steps.interactions,
      ],
      ['whitened components', { kind: 'pca', keep: 'count', count: 3, whiten: true }, steps.whitened],
      ['components by their share', { kind: 'pca', share: 0.7 }, steps.shared],
    ] as const)('%s', (_, step, wanted) => {
      const { found, preparation } = prepared(scaledTable, recipeOf({ features: [step] }));
      expect(featureNames(preparation)).toHaveLength((wanted[0] as number[]).length);
      expectRows(found.slice(0, wanted.length), wanted, featureNames(preparation));
    });

    test('names say what became of the columns', () => {
      const { preparation } = prepared(scaledTable, recipeOf({ features: [{ kind: 'polynomial' }] }));
      expect(featureNames(preparation).slice(0, 8)).toEqual([...names, 'n0²', 'n0 · n1', 'n0 · n2']);
      const { preparation: turned } = prepared(scaledTable, recipeOf({ features: [{ kind: 'pca' }] }));
      expect(featureNames(turned)[0]).toBe('PCA 1');
    });

    test('variance', () => {
      const columns = [0, 1, 2, 3, 4, 5];
      const { preparation } = prepared(
        tableOf(numberColumns(golden.numbers, columns)),
        recipeOf({ scaler: { kind: 'none' }, features: [{ kind: 'select-variance', threshold: 1.5 }] }),
      );
      const kept = featureNames(preparation);
      expect(columns.map((column) => kept.includes(`n${column}`))).toEqual(steps.variance);
    });

    const fittedBy = (features: NonNullable<Prepare>['features'], target?: Column) =>
      prepared(matrixTable(target), recipeOf({ scaler: { kind: 'none' }, features })).preparation.steps[0]!
        .fitted;

    test.each([
      ['a class', binaryColumn, steps.informationOfClass],
      ['a number', valueColumn, steps.informationOfValue],
    ] as const)('information about %s', (_, target, wanted) => {
      const { scores, kept } = fittedBy([{ kind: 'select-mutual-information', count: 2 }], target);
      // The fourth column has ties, which scikit-learn breaks by random noise of its own.
      for (const [i, value] of wanted.entries())
        expectEqual((scores as number[])[i], value, `column ${i}`, i === 3 ? 0.1 : 1e-5);
      expect(kept).toContain(0);
      expect(kept).toHaveLength(2);
    });

    test.each([
      ['lasso', valueColumn, steps.lasso],
      ['logistic regression', binaryColumn, steps.logistic],
    ] as const)('weights of the %s', (_, target, wanted) => {
      const { scores, kept } = fittedBy([{ kind: 'select-l1', alpha: 0.05 }], target);
      for (const [i, value] of wanted.entries())
        expectEqual((scores as number[])[i], value, `column ${i}`, 1e-4);
      expect(kept).toEqual(wanted.flatMap((value, i) => (value > 1e-5 ? [i] : [])));
    });
  });

  test('the depth of a share of the normal distribution', () => {
    const shares = golden.normal.map(([p]) => p as number);
    const depths = normalDepth(tf, tf.tensor1d(shares)).dataSync();
    golden.normal.forEach(([, value], i) =>
      expectEqual(-(depths[i] as number), value as number, `share ${shares[i]}`, 2e-6),
    );
  });
});

describe('texts', () => {
  test.each(golden.texts.vectors.map((one) => [JSON.stringify(one.settings), one] as const))(
    '%s',
    (_, one) => {
      const table: Table = {
        rows: golden.texts.texts.length,
        columns: [
          { name: 't', type: 'text', values: golden.texts.texts },
          { name: 'y', type: 'number', values: Float64Array.from(golden.texts.texts, (__, i) => i) },
        ],
      };
      const all = Int32Array.from(golden.texts.texts.keys());
      const preparation = fitPreparation(table, all, recipeOf({ text: one.settings as never }));
      const { numbers } = encodeRows(table, preparation);
      one.values.flat().forEach((value, i) => expectEqual(numbers[i], value, `value ${i}`, 1e-6));
    },
  );

  test('MurmurHash3 of its reference values', () => {
    expect(['', 'a', 'hello', 'hello, world'].map((text) => murmur3(text) >>> 0)).toEqual([
      0, 0x3c2569b2, 0x248bfa47, 0x149bbb7f,
    ]);
  });
});

test('plain JavaScript prepares as tfjs does', async () => {
  await useBackend('cpu');
  const columns = [0, 1, 2, 3, 5];
  const table = tableOf(numberColumns(golden.gaps, [0, 1, 2, 3, 4]));
  const recipe = recipeOf({
    imputer: { kind: 'knn' },
    scaler: { kind: 'yeo-johnson' },
    features: [{ kind: 'polynomial' }, { kind: 'pca' }],
  });
  const { found, preparation } = prepared(table, recipe);
  const { numbers, codes } = encodeRows(table, preparation);
  const plain = plainValues(
    prepareRows(
      plainOps,
      preparation,
      plainOps.tensor2d(numbers, [rows, columns.length]),
      plainOps.tensor2d(codes, [rows, 0], 'int32'),
    ),
  );
  const width = featureNames(preparation).length;
  found.forEach((row, i) => {
    Object.values(row).forEach((value, k) =>
      expectEqual(value, plain[i * width + k] as number, `row ${i}`, 1e-4),
    );
  });
});
