// Every choice that ends up in a model can be exported, and the files predict what Hone predicts.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { activations } from '../../../src/core/choices/activations';
import { cells } from '../../../src/core/choices/cells';
import { dates } from '../../../src/core/choices/dates';
import { embeddings } from '../../../src/core/choices/embeddings';
import { encoders } from '../../../src/core/choices/encoders';
import { featureSteps } from '../../../src/core/choices/feature-steps';
import { imputers } from '../../../src/core/choices/imputers';
import { losses } from '../../../src/core/choices/losses';
import { models } from '../../../src/core/choices/models';
import { normalizations } from '../../../src/core/choices/normalizations';
import { scalers } from '../../../src/core/choices/scalers';
import { encodeRows } from '../../../src/core/preparation/encode-rows';
import { fitPreparation } from '../../../src/core/preparation/fit-preparation';
import type { Target } from '../../../src/core/preparation/preparation';
import { inputColumns } from '../../../src/core/preparation/prepare-rows';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import type { Column, Table } from '../../../src/core/table';
import { exportModel } from '../../../src/engine/export/export-model';
import { type ExportFormat, exportFormats } from '../../../src/engine/export/formats';
import { rawColumns } from '../../../src/engine/export/raw-table';
import type { NativeBackend } from '../../../src/engine/runtime/binding';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { stepOf } from '../../../src/engine/train/step-of';
import { createPredictor, predictRows, tracePrediction } from '../../../src/trainer/prediction';
import { hasNative, openNativeRuntime } from '../native-runtime';
import type { Given } from './graphs';
import { openOnnx, runOnnx } from './runtimes';
import { sampleRecord } from './sample-model';

const ROWS = 60;
const every = <T>(make: (row: number) => T) => Array.from({ length: ROWS }, (_, row) => make(row));
const numeric = (
  name: string,
  type: 'number' | 'boolean' | 'date',
  make: (row: number) => number,
): Column => ({
  name,
  type,
  values: Float64Array.from(every(make)),
});
const category = (name: string, categories: string[], make: (row: number) => number): Column => ({
  name,
  type: 'category',
  categories,
  codes: Int32Array.from(every(make)),
});

const table: Table = {
  rows: ROWS,
  columns: [
    numeric('plain', 'number', (row) => Math.sin(row)),
    numeric('with gaps', 'number', (row) => (row % 7 === 0 ? Number.NaN : row * row)),
    numeric('far away', 'number', (row) => 1e9 + Math.cos(row)),
    numeric('day', 'date', (row) => (row === 5 ? Number.NaN : 19_000 + row)),
    numeric('yes or no', 'boolean', (row) => (row % 5 === 0 ? Number.NaN : row % 2)),
    category('kind', ['a', 'b', 'ç'], (row) => (row % 4) - 1),
    category('only one', ['x'], (row) => (row % 2) - 1),
    category('many', 'abcdefghijklm'.split(''), (row) => (row % 14) - 1),
  ],
};

const targets = {
  number: { kind: 'number', name: 'y', mean: 100, deviation: 20 },
  three: { kind: 'number', name: 'y', mean: 100, deviation: 20, quantiles: [0.05, 0.5, 0.95] },
  pair: { kind: 'number', name: 'y', mean: 0, deviation: 20, quantiles: [0.1, 0.9] },
  two: { kind: 'classes', name: 'y', classes: ['no', 'yes'] },
  four: { kind: 'classes', name: 'y', classes: ['p', 'q', 'r', 's'] },
} as const satisfies Record<string, unknown>;

/** What the rows answer, for the steps of preparation that learn from it. */
const valueColumn = numeric('y', 'number', (row) => 100 + 20 * Math.sin(3 * row) + row);
const answers: Record<keyof typeof targets, Column> = {
  number: valueColumn,
  three: valueColumn,
  pair: valueColumn,
  two: category('y', ['no', 'yes'], (row) => (row * row) % 2),
  four: category('y', ['p', 'q', 'r', 's'], (row) => (row * 7) % 4),
};

const mlpOf = (settings: object) => ({ model: { family: 'mlp' as const, hidden: [9, 9, 5], ...settings } });
const convolutional = (settings: object) => ({
  model: { family: 'convolutional' as const, filters: [4, 3], hidden: [5], ...settings },
});

const recurrent = (settings: object) => ({
  model: { family: 'recurrent' as const, units: [4], steps: 3, ...settings },
});

const targetOf = { regression: 'number', binary: 'two', multiclass: 'four' } as const;

type Case = [
  title: string,
  recipe: Omit<z.input<typeof recipeSchema>, 'data'>,
  target: keyof typeof targets,
  columns?: RegExp,
];

const cases: Case[] = [
  ...losses.flatMap(({ kind, tasks }) =>
    tasks.map((task): Case => {
      const target = kind === 'quantile' ? 'three' : targetOf[task];
      return [`loss ${kind} of ${task}`, { training: { loss: { kind } } }, target];
    }),
  ),
  ...(['exp', 'softplus'] as const).map(
    (output): Case => [
      `two quantiles behind ${output}`,
      { training: { loss: { kind: 'quantile', quantiles: [0.1, 0.9] }, output } },
      'pair',
    ],
  ),
  ...models.map(({ family }): Case => [`family ${family}`, { model: { family } }, 'two']),
  ...activations.map(
    ({ kind }): Case => [
      `activation ${kind}`,
      {
        model: {
          family: 'mlp',
          hidden: [9, 5],
          activation: { kind },
          normalization: { kind: 'batch-normalization' },
          dropout: 0.2,
        },
      },
      'four',
    ],
  ),
  ...scalers.map(({ kind }): Case => [`scaler ${kind}`, { prepare: { scaler: { kind } } }, 'number']),
  ...encoders.flatMap(({ kind }): Case[] => [
    [`encoder ${kind}`, { prepare: { encoder: { kind } } }, 'two'],
    [
      `encoder ${kind}, missing as the most frequent`,
      { prepare: { encoder: { kind }, missingCategories: 'most-frequent' } },
      'four',
    ],
  ]),
  ['hashed categories alone', { prepare: { encoder: { kind: 'hashing', features: 5 } } }, 'two', /kind|one/],
  [
    'a hashed category beside others',
    { prepare: { columns: [{ columns: ['kind'], encoder: { kind: 'hashing', features: 3 } }] } },
    'number',
  ],
  [
    'rare and missing categories',
    {
      prepare: {
        encoder: { kind: 'one-hot', minimumRows: 5, unknown: 'rare' },
        missingCategories: 'category',
      },
    },
    'two',
  ],
  ...imputers.map(({ kind }): Case => [`imputer ${kind}`, { prepare: { imputer: { kind } } }, 'number']),
  [
    'neighbours by distance',
    { prepare: { imputer: { kind: 'knn', weights: 'distance', references: 20, neighbours: 3 } } },
    'two',
  ],
  [
    'an even quantile',
    { prepare: { scaler: { kind: 'quantile', output: 'uniform', quantiles: 10 } } },
    'number',
  ],
  ...dates.map(({ kind }): Case => [`dates ${kind}`, { prepare: { dates: { kind } } }, 'number']),
  [
    'the year without the trend',
    { prepare: { dates: { kind: 'cyclic', year: true, trend: false, parts: ['weekday'] } } },
    'number',
  ],
  ...featureSteps.map(({ kind }): Case => [`step ${kind}`, { prepare: { features: [{ kind }] } }, 'number']),
  [
    'steps one after the other, before codes',
    {
      prepare: {
        encoder: { kind: 'embedding' },
        features: [
          { kind: 'polynomial', degree: 3 },
          { kind: 'select-mutual-information', count: 12 },
          { kind: 'pca', keep: 'count', count: 3, whiten: true },
        ],
      },
    },
    'four',
  ],
  [
    'columns with steps of their own',
    {
      prepare: {
        columns: [
          { columns: ['plain'], scaler: { kind: 'quantile' } },
          { columns: ['with gaps', 'day'], imputer: { kind: 'knn' }, scaler: { kind: 'yeo-johnson' } },
          { columns: ['many'], encoder: { kind: 'target' }, scaler: { kind: 'min-max' } },
        ],
      },
    },
    'two',
  ],
  ...normalizations.map(
    ({ kind }): Case => [`normalization ${kind}`, mlpOf({ normalization: { kind } }), 'two'],
  ),
  ...embeddings.map(
    ({ kind }): Case => [`number embedding ${kind}`, mlpOf({ embedding: { kind } }), 'number'],
  ),
  [
    'embeddings of numbers and categories',
    {
      ...mlpOf({ embedding: { kind: 'pbld' }, scalingLayer: true }),
      prepare: { encoder: { kind: 'embedding' } },
    },
    'four',
  ],
  [
    'embeddings of categories alone',
    { prepare: { encoder: { kind: 'embedding', minimumCategories: 1 } } },
    'two',
    /kind|one|many/,
  ],
  [
    'residual blocks',
    mlpOf({
      residual: true,
      stochasticDepth: 0.4,
      noise: 0.1,
      normalization: { kind: 'layer-normalization' },
    }),
    'four',
  ],
  ['a parametric activation', mlpOf({ parametric: true, activation: { kind: 'mish' } }), 'number'],
  ['convolutions over time steps', convolutional({ steps: 3 }), 'two', /plain|gaps/],
  [
    'convolutions, largest values',
    convolutional({ steps: 3, pooling: 'max', poolSize: 2, kernel: 4 }),
    'number',
    /plain|gaps/,
  ],
  [
    'convolutions, flattened, in strides, normalized',
    convolutional({
      steps: 3,
      pooling: 'flatten',
      stride: 2,
      dilation: 2,
      normalization: { kind: 'batch-normalization' },
    }),
    'four',
    /plain|gaps/,
  ],
  ...cells.map(
    ({ kind }): Case => [`cell ${kind} over time steps`, recurrent({ cell: { kind } }), 'two', /plain|gaps/],
  ),
  [
    'two bidirectional layers, all steps',
    recurrent({ units: [4, 3], bidirectional: true, pooling: 'flatten', hidden: [5] }),
    'number',
    /plain|gaps/,
  ],
  ['a linear model', { model: { family: 'mlp', hidden: [] } }, 'number'],
  ['no indicator', { prepare: { indicator: false } }, 'two'],
  ['numbers alone', {}, 'four', /plain|gaps/],
  ['a boolean alone', {}, 'two', /yes/],
  ['categories alone', {}, 'two', /kind|one/],
  ['one category column', {}, 'number', /kind/],
];

const onnx = openOnnx();

describe.skipIf(!hasNative)('exports of every choice (needs native TensorFlow)', () => {
  let runtime: Runtime & { native: NativeBackend };
  beforeAll(async () => {
    runtime = (await openNativeRuntime()) as typeof runtime;
  });

  function modelOf([, recipeInput, target, columns]: Case) {
    const recipe = recipeSchema.parse({ ...recipeInput, data: { target: 'y' } });
    const own: Table = {
      rows: ROWS,
      columns: table.columns.filter(({ name }) => (columns ?? /./).test(name)),
    };
    const known: Table = { rows: ROWS, columns: [...own.columns, answers[target]] };
    const preparation = fitPreparation(known, Int32Array.from(every((row) => row)), recipe);
    const answer = targets[target] as Target;
    const classes = answer.kind === 'classes' ? answer.classes.length : 1;
    const task = answer.kind === 'number' ? 'regression' : classes === 2 ? 'binary' : 'multiclass';
    const { network } = stepOf({ recipe, task, columns: inputColumns(preparation), classes });
    const weights = network.variables.map(({ name, shape }, k) => {
      const size = shape.reduce((product, length) => product * length, 1);
      // Positive, as moving variances must be, and small where many are summed.
      const weight = (_: unknown, i: number) =>
        (0.6 + 0.5 * Math.sin(i * 1.3 + k)) / Math.sqrt(shape[0] as number);
      return { name, shape, data: Float32Array.from({ length: size }, weight) };
    });
    return {
      table: own,
      card: { version: 2 as const, preparation, target: answer },
      recipe,
      weights,
      epoch: 1,
    };
  }

  it.each(cases)('%s', async (...given) => {
    const model = modelOf(given as Case);
    const { ops, native } = runtime;
    const predictor = createPredictor(ops, native, model);
    const expected = predictRows(ops, predictor, encodeRows(model.table, model.card.preparation));
    predictor.dispose();
    const base = mkdtempSync(path.join(os.tmpdir(), 'hone-choice-'));
    const write = (format: ExportFormat) =>
      exportModel({
        ...model,
        format,
        weights: new Uint8Array(),
        record: sampleRecord,
        folder: path.join(base, format),
        graph: tracePrediction(ops, native, model),
        // Throws where the SavedModel or the TensorFlow.js model predicts something else.
        parity: { sample: { table: model.table, expected }, runtime },
      });
    try {
      for (const format of exportFormats) await write(format);
      if (!onnx) return;
      const results = await runOnnx(
        onnx,
        readFileSync(path.join(base, 'onnx', 'model.onnx')),
        feedsOf(model),
      );
      const actual = answersOf(results);
      expect(actual).toHaveLength(expected.length);
      expected.forEach((value, i) => {
        expect((actual[i] as number) / Math.max(1, Math.abs(value))).toBeCloseTo(
          value / Math.max(1, Math.abs(value)),
          4,
        );
      });
    } finally {
      rmSync(base, { recursive: true, force: true });
    }
  });

  it('hashed texts, and hashed categories of earlier models, cannot be exported, which is said of the column', async () => {
    const model = modelOf(['hashing', { prepare: { encoder: { kind: 'hashing' } } }, 'two']);
    const { preparation } = model.card;
    const earlier = preparation.hashed.map(({ categories: _categories, ...feature }) => feature);
    const card = { ...model.card, preparation: { ...preparation, hashed: earlier } };
    const graph = tracePrediction(runtime.ops, runtime.native, model);
    const folder = path.join(os.tmpdir(), 'hone-never-written');
    const wanted = {
      ...{ ...model, card, weights: new Uint8Array() },
      ...{ record: sampleRecord, folder, graph, parity: null },
    };
    for (const format of exportFormats) {
      await expect(exportModel({ ...wanted, format })).rejects.toMatchObject({
        code: 'export-unsupported',
        place: { column: 'kind' },
      });
    }
  });

  /** Probabilities, or values with their quantiles beside them, row by row. */
  function answersOf({
    prediction,
    probabilities,
    quantiles,
  }: Awaited<ReturnType<typeof runOnnx>>): number[] {
    const numbers = (value: typeof prediction) => Array.from(value?.data ?? [], Number);
    if (probabilities) return numbers(probabilities);
    const beside = numbers(quantiles);
    const width = beside.length / ROWS;
    return numbers(prediction).flatMap((value, row) => [
      value,
      ...beside.slice(row * width, (row + 1) * width),
    ]);
  }

  function feedsOf(model: ReturnType<typeof modelOf>): Record<string, Given> {
    return Object.fromEntries(
      rawColumns(model.card, model.table, ROWS).map((column): [string, Given] => [
        column.name,
        'numbers' in column
          ? { dtype: 'float64', shape: [ROWS, 1], values: Array.from(column.numbers) }
          : { dtype: 'string', shape: [ROWS, 1], values: column.texts },
      ]),
    );
  }
});
