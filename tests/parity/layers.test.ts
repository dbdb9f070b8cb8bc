// Layers and penalties equal Keras 3's, in values and in gradients.
import { beforeAll, expect, test } from 'vitest';
import { batchNormalization } from '../../src/core/choices/layers/batch-normalization';
import { conv1d, conv1dSteps } from '../../src/core/choices/layers/conv-1d';
import { dense } from '../../src/core/choices/layers/dense';
import { embedding } from '../../src/core/choices/layers/embedding';
import { flatten } from '../../src/core/choices/layers/flatten';
import { layerNormalization } from '../../src/core/choices/layers/layer-normalization';
import type { Layer } from '../../src/core/choices/layers/layer';
import { globalPooling, maxPooling1d } from '../../src/core/choices/layers/pooling';
import { sequential } from '../../src/core/choices/models/model';
import { penalty } from '../../src/engine/train/penalty';
import type { StepDefinition } from '../../src/engine/train/step';
import { initialVariables, layerContext } from '../core/choices/layer-context';
import { expectClose, type Nested, readGolden, tf } from './ops';

interface Through {
  x: Nested;
  weights: Nested[];
  y: Nested;
  slope: Nested;
  xGradient: Nested;
  gradients: Nested[];
}

interface Convolution extends Through {
  steps: number;
  features: number;
  filters: number;
  kernel: number;
  stride: number;
  dilation: number;
  padding: 'same' | 'valid';
}

interface Golden {
  dense: { x: number[][]; kernel: number[][]; bias: number[]; y: number[][] };
  batchNormalization: {
    momentum: number;
    epsilon: number;
    gamma: number[];
    beta: number[];
    steps: { x: number[][]; y: number[][]; mean: number[]; variance: number[] }[];
    inference: { x: number[][]; y: number[][] };
  }[];
  penalty: { weights: number[][]; l1: number; l2: number; loss: number };
  layerNormalization: (Through & { epsilon: number })[];
  convolution: Convolution[];
  embedding: { codes: number[]; table: number[][]; y: Nested; slope: number[][]; gradient: number[][] };
  pooling: Record<'x' | 'mean' | 'max' | 'maxOfThree' | 'flat', Nested>;
}

const golden = readGolden<Golden>('layers');
const zeros = () => new Float32Array(0);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Output and gradients of Σ slope·y through a layer with these weights, against the golden ones. */
function expectThrough(layer: Layer, rows: number, given: Through): void {
  const asRows = (values: Nested) => tf.tensor(values as number[]).reshape([rows, -1]);
  const shaped = (values: Nested, i: number) =>
    tf.tensor(values as number[]).reshape([...layer.variables[i]!.shape] as [number]);
  const weights = given.weights.map(shaped);
  const slope = asRows(given.slope);
  const run = (x: tf.Tensor, ...values: tf.Tensor[]) => {
    const variables = Object.fromEntries(layer.variables.map(({ name }, i) => [name, values[i]!]));
    return layer.apply(tf, x, layerContext({ training: true, variables }));
  };
  const x = asRows(given.x);
  const y = run(x, ...weights);
  expect(y.shape).toEqual([rows, layer.width]);
  expectClose(y, given.y, 2e-5, 2e-6);
  const gradients = tf.grads((...inputs: tf.Tensor[]) =>
    tf.sum(tf.mul(run(...(inputs as [tf.Tensor])), slope)),
  )([x, ...weights]);
  expectClose(gradients[0]!, given.xGradient, 2e-5, 5e-6);
  given.gradients.forEach((gradient, i) => expectClose(gradients[i + 1]!, gradient, 2e-5, 5e-6));
}

test('dense', () => {
  const { x, kernel, bias, y } = golden.dense;
  const layer = dense('d', { inputs: 4, units: 3, initializer: () => new Float32Array(12) });
  expect(layer.variables.map(({ name, shape }) => [name, shape])).toEqual([
    ['d/kernel', [4, 3]],
    ['d/bias', [3]],
  ]);
  const variables = { 'd/kernel': tf.tensor(kernel), 'd/bias': tf.tensor(bias) };
  expectClose(layer.apply(tf, tf.tensor(x), layerContext({ variables })), y, 1e-6, 1e-6);
});

test.each(golden.batchNormalization)('batch normalization with momentum $momentum', (bn) => {
  const { momentum, epsilon, gamma, beta, steps, inference } = bn;
  const layer = batchNormalization('n', { width: 3, momentum, epsilon });
  const variables = initialVariables(layer.variables);
  variables['n/gamma'] = tf.tensor(gamma);
  variables['n/beta'] = tf.tensor(beta);
  for (const { x, y, mean, variance } of steps) {
    expectClose(layer.apply(tf, tf.tensor(x), layerContext({ training: true, variables })), y, 2e-6, 1e-6);
    expectClose(variables['n/moving-mean']!, mean, 1e-6, 1e-7);
    expectClose(variables['n/moving-variance']!, variance, 1e-6, 1e-7);
  }
  const { x, y } = inference;
  expectClose(layer.apply(tf, tf.tensor(x), layerContext({ variables })), y, 2e-6, 1e-6);
});

test.each(golden.layerNormalization)('layer normalization with epsilon $epsilon', (given) => {
  expectThrough(layerNormalization('n', { width: 5, epsilon: given.epsilon }), 6, given);
});

test.each(golden.convolution)(
  'convolution of $kernel over $steps steps, $padding, stride $stride, dilation $dilation',
  (given) => {
    const layer = conv1d('c', { ...given, initializer: zeros });
    expect(layer.width).toBe(conv1dSteps(given) * given.filters);
    expectThrough(layer, 4, given);
  },
);

test('embedding: rows of the table, the first of which is for missing and unseen', () => {
  const { codes, table, y, slope, gradient } = golden.embedding;
  const dimension = table[0]!.length;
  // Keras has no row of its own for codes that are none: its rows are ours without the first.
  const layer = embedding('e', { categories: [table.length], dimension });
  const own = tf.tensor([[7, 8, 9], ...table]);
  const run = (table: tf.Tensor, codes: number[]) =>
    layer.apply(
      tf,
      tf.tensor2d(codes, [codes.length, 1]),
      layerContext({ training: true, variables: { 'e/vectors': table } }),
    );
  expectClose(run(own, codes), y, 1e-7, 0);
  expectClose(run(own, [-1]), [7, 8, 9], 1e-7, 0);
  const [slopes] = tf.grads((table: tf.Tensor) => tf.sum(tf.mul(run(table, codes), tf.tensor2d(slope))))([
    own,
  ]);
  expectClose(slopes!, [[0, 0, 0], ...gradient], 1e-6, 1e-7);
});

test('embedding of several columns: each has its own vectors, a code too large or small is the nearest', () => {
  const layer = embedding('e', { categories: [2, 3], dimension: 2 });
  const variables = { 'e/vectors': tf.range(0, 14).reshape([7, 2]) };
  const x = tf.tensor2d([
    [0, 0],
    [1, 2],
    [-1, -1],
    [9, -9],
  ]);
  const y = layer.apply(tf, x, layerContext({ variables }));
  expect(y.arraySync()).toEqual([
    [2, 3, 8, 9],
    [4, 5, 12, 13],
    [0, 1, 6, 7],
    [4, 5, 6, 7],
  ]);
  const [start] = Object.values(initialVariables(layer.variables));
  const rows = start!.arraySync() as number[][];
  expect([rows[0], rows[3]]).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(rows[1]).not.toEqual([0, 0]);
});

test('pooling and flattening of time steps', () => {
  const { x, mean, max, maxOfThree, flat } = golden.pooling;
  const sequence = tf.tensor(x as number[][][]);
  const rows = sequence.reshape([3, 14]);
  const shape = { steps: 7, features: 2 };
  const run = (layer: Layer, input: tf.Tensor) => layer.apply(tf, input, layerContext({}));
  expectClose(run(globalPooling('p', 'mean', shape), rows), mean, 1e-6, 1e-7);
  expectClose(run(globalPooling('p', 'max', shape), rows), max, 0, 0);
  expectClose(run(maxPooling1d('p', 3, shape), rows), maxOfThree, 0, 0);
  expectClose(run(flatten('f', 14), sequence), flat, 0, 0);
});

test('L1 and L2 penalties', () => {
  const { weights, l1, l2, loss } = golden.penalty;
  const network = sequential([dense('d', { inputs: 4, units: 3, initializer: zeros })]);
  const definition = { network, l1: true, l2: true, penaltyFactors: new Map() };
  const penaltyOf = (kernel: tf.Tensor, factor = 1) =>
    penalty(
      tf,
      { ...definition, penaltyFactors: new Map([['d/kernel', factor]]) } as unknown as StepDefinition,
      { 'd/kernel': kernel, 'd/bias': tf.ones([3]) },
      { l1: tf.scalar(l1), l2: tf.scalar(l2) },
      tf.scalar(0),
    );
  const kernel = tf.tensor(weights);
  expectClose(penaltyOf(kernel), loss);
  expectClose(penaltyOf(kernel, 3), 3 * loss);
  const [slope] = tf.grads((kernel: tf.Tensor) => penaltyOf(kernel))([kernel]);
  expectClose(
    slope!,
    weights.map((row) => row.map((weight) => l1 * Math.sign(weight) + 2 * l2 * weight)),
  );
});
