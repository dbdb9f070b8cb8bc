// A small fitted model with awkward column names, its inference graph by hand, and the same computation in plain JavaScript.
import type { ModelCard } from '../../../src/core/preparation/model-card';
import { defaultRecipe } from '../../../src/core/recipe/recipe';
import type { RunRecord } from '../../../src/core/run/record';
import type { Table } from '../../../src/core/table';
import type { TracedGraph, ValueRef } from '../../../src/engine/compile/graph';
import { rowsToTrace } from '../../../src/engine/export/free-rows';
import { attr, float, int, tracedGraph } from './graphs';

export const ROWS = rowsToTrace(9);
const classes = ['no', 'yes, often', '가끔'];
const fills = [0.5, -2, 1];
const factors = [0.5, 2, 1];

const unscaled = {
  imputer: { kind: 'median' },
  scaler: { kind: 'none' },
  fitted: {},
} as const;
const hot = { encoding: { as: 'indicators' } } as const;

export const preparation: ModelCard['preparation'] = {
  numbers: [
    { name: 'price (€).x', type: 'number', offset: 1e9, fill: 0.5, indicator: false, ...unscaled },
    { name: 'day', type: 'date', offset: 19_000.25, fill: -2, indicator: false, ...unscaled },
    { name: 'prediction', type: 'boolean', offset: 0, fill: 1, indicator: false, ...unscaled },
  ],
  categories: [
    { name: 'a b[0]', type: 'category', categories: ['', 'apple', 'β-blocker'], ...hot },
    { name: '도시/"x"', type: 'category', categories: ['부산', '서울'], ...hot },
  ],
  hashed: [],
  neighbours: [],
  steps: [],
  learnedFrom: { rows: 60, part: 'training part' },
};

export const classCard: ModelCard = {
  version: 2,
  preparation,
  target: { kind: 'classes', name: 'answer', classes },
};
export const valueCard: ModelCard = {
  version: 2,
  preparation,
  target: { kind: 'number', name: 'cost', mean: 0, deviation: 1 },
};

// Eight prepared columns: three numbers, three categories, two categories.
const kernelOf = (outputs: number) =>
  Array.from({ length: 8 * outputs }, (_, i) => Math.sin(i * 1.7 + outputs));

/** What the tracer would record for fill, scale, one-hot, one dense layer and, for classes, softmax. */
export function sampleGraph(outputs: number): TracedGraph {
  const build = tracedGraph([
    { name: 'numbers', dtype: 'float32', shape: [ROWS, 3] },
    { name: 'codes', dtype: 'int32', shape: [ROWS, 2] },
  ]);
  const T = attr.type('T', 'float32');
  const matrix = (width: number) => ({ dtype: 'float32', shape: [ROWS, width] }) as const;
  const numbers: ValueRef = { node: 'numbers', output: 0 };
  const missing = build.op('IsNan', [numbers], { dtype: 'bool', shape: [ROWS, 3] }, [T]);
  // As tf.where does it: values are repeated to the full shape, which holds the number of rows.
  const fill = build.op(
    'Tile',
    [build.constant(float([1, 3], fills)), build.constant(int([2], [ROWS, 1]))],
    matrix(3),
    [T, attr.type('Tmultiples', 'int32')],
  );
  const filled = build.op('Select', [missing, fill, numbers], matrix(3), [T]);
  const scaled = build.op('Mul', [filled, build.constant(float([3], factors))], matrix(3), [T]);
  const encoded = [3, 2].map((width, i) => {
    const column = build.op(
      'Slice',
      [{ node: 'codes', output: 0 }, build.constant(int([2], [0, i])), build.constant(int([2], [ROWS, 1]))],
      { dtype: 'int32', shape: [ROWS, 1] },
      [attr.type('T', 'int32'), attr.type('Index', 'int32')],
    );
    const flat = build.op(
      'Reshape',
      [column, build.constant(int([1], [ROWS]))],
      { dtype: 'int32', shape: [ROWS] },
      [attr.type('T', 'int32'), attr.type('Tshape', 'int32')],
    );
    return build.op(
      'OneHot',
      [
        flat,
        build.constant(int([], [width])),
        build.constant(float([], [1])),
        build.constant(float([], [0])),
      ],
      matrix(width),
      [attr.int('axis', -1), T, attr.type('TI', 'int32')],
    );
  });
  const joined = build.op('ConcatV2', [scaled, ...encoded, build.constant(int([], [1]))], matrix(8), [
    attr.int('N', 3),
    T,
    attr.type('Tidx', 'int32'),
  ]);
  const kernel = build.constant(float([8, outputs], kernelOf(outputs)));
  const raw = build.op('BatchMatMulV2', [joined, kernel], matrix(outputs), [
    T,
    attr.bool('adj_x', false),
    attr.bool('adj_y', false),
  ]);
  const last = outputs === 1 ? raw : build.op('Softmax', [raw], matrix(outputs), [T]);
  return build.finish(last, matrix(outputs));
}

export interface RawRow {
  numbers: readonly number[];
  texts: readonly string[];
}

/** Missing values, unseen categories, values that single precision would round away, and an empty text that is a category. */
export const rawRows: readonly RawRow[] = [
  { numbers: [1e9 + 0.125, 19_000.75, 1], texts: ['apple', '서울'] },
  { numbers: [1e9 - 2, 19_001, 0], texts: ['β-blocker', ''] },
  { numbers: [Number.NaN, Number.NaN, Number.NaN], texts: ['', 'Busan'] },
  { numbers: [Number.POSITIVE_INFINITY, 18_999.5, 1], texts: ['Apple', '서울 '] },
];

/** Row by row: probabilities, or the value. */
export function expectedOutputs(rows: readonly RawRow[], outputs: number): number[] {
  const kernel = kernelOf(outputs);
  return rows.flatMap(({ numbers, texts }) => {
    const scaled = preparation.numbers.map((feature, i) => {
      const value = numbers[i] as number;
      const centred = Number.isFinite(value) ? value - feature.offset : (fills[i] as number);
      return centred * (factors[i] as number);
    });
    const hot = preparation.categories.flatMap((feature, i) =>
      feature.categories.map((category) => (category === texts[i] ? 1 : 0)),
    );
    const prepared = [...scaled, ...hot];
    const raw = Array.from({ length: outputs }, (_, k) =>
      prepared.reduce((sum, value, i) => sum + value * (kernel[i * outputs + k] as number), 0),
    );
    if (outputs === 1) return raw;
    const shares = raw.map((value) => Math.exp(value - Math.max(...raw)));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share) => share / total);
  });
}

/** The labels that belong to those probabilities. */
export function expectedLabels(probabilities: readonly number[]): string[] {
  const width = classes.length;
  return Array.from({ length: probabilities.length / width }, (_, row) => {
    const shares = probabilities.slice(row * width, (row + 1) * width);
    return classes[shares.indexOf(Math.max(...shares))] as string;
  });
}

/** The same rows as a table. */
export function sampleTable(rows: readonly RawRow[]): Table {
  return {
    rows: rows.length,
    columns: [
      ...preparation.numbers.map(({ name, type }, i) => ({
        name,
        type,
        values: Float64Array.from(rows, (row) => row.numbers[i] as number),
      })),
      ...preparation.categories.map(({ name }, i) => {
        const categories = [...new Set(rows.map((row) => row.texts[i] as string))].sort();
        const codes = Int32Array.from(rows, (row) => categories.indexOf(row.texts[i] as string));
        return { name, type: 'category' as const, codes, categories };
      }),
    ],
  };
}

export const sampleRecord: RunRecord = {
  version: 1,
  id: 'run-1',
  createdAt: '2026-01-02T03:04:05.000Z',
  state: 'finished',
  recipe: defaultRecipe('answer'),
  source: { path: '/home/someone/secret folder/survey.csv', fingerprint: 'ab'.repeat(32), test: null },
  task: 'multiclass',
  classes,
  rows: { train: 60, validation: 20, test: 20 },
  execution: null,
  parameters: 21,
  epochs: 12,
  bestEpoch: 9,
  seconds: 1.5,
  metrics: {
    train: { accuracy: 0.91, logLoss: 0.3 },
    validation: { accuracy: 0.9, logLoss: 0.32 },
    test: null,
  },
  error: null,
};
