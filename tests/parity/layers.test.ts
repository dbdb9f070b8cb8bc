// Layers and initializers equal Keras 3's: exactly where they are fixed, in their statistics where they are random.
import { beforeAll, expect, test } from 'vitest';
import { createChoice } from '../../src/core/choices/choice';
import { initializers } from '../../src/core/choices/initializers';
import type { Initializer } from '../../src/core/choices/initializers/initializer';
import { batchNormalization } from '../../src/core/choices/layers/batch-normalization';
import { dense } from '../../src/core/choices/layers/dense';
import { dropout } from '../../src/core/choices/layers/dropout';
import type { LayerContext } from '../../src/core/choices/layers/layer';
import type { Loss } from '../../src/core/choices/losses/loss';
import { sequential } from '../../src/core/choices/models/model';
import { sgd } from '../../src/core/choices/optimizers/sgd';
import { createRandom, statelessUniform } from '../../src/core/random';
import { stateLayout } from '../../src/engine/train/state';
import { trainingStep } from '../../src/engine/train/step';
import { expectClose, readGolden, tf } from './ops';

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
  dropout: { rate: number; keptShare: number; keptValue: number; mean: number }[];
  initializers: {
    kind: string;
    inputs: number;
    outputs: number;
    count: number;
    mean: number;
    variance: number;
    largest: number;
    fourthMoment: number;
  }[];
  penalty: { weights: number[][]; l1: number; l2: number; loss: number };
}

const golden = readGolden<Golden>('layers');

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function context(training: boolean, variables: Record<string, tf.Tensor>): LayerContext {
  return {
    training,
    variable(name) {
      const variable = variables[name];
      if (!variable) throw new Error(`no variable ${name}`);
      return variable;
    },
    update(name, value) {
      variables[name] = value;
    },
    uniform: (_site, shape) =>
      tf.tensor(
        statelessUniform(
          shape.reduce((a, b) => a * b, 1),
          3,
          9,
        ),
        [...shape] as [number, number],
      ),
  };
}

test('dense', () => {
  const { x, kernel, bias, y } = golden.dense;
  const layer = dense('d', { inputs: 4, units: 3, initializer: () => new Float32Array(12) });
  expect(layer.variables.map(({ name, shape }) => [name, shape])).toEqual([
    ['d/kernel', [4, 3]],
    ['d/bias', [3]],
  ]);
  const variables = { 'd/kernel': tf.tensor(kernel), 'd/bias': tf.tensor(bias) };
  expectClose(layer.apply(tf, tf.tensor(x), context(false, variables)), y, 1e-6, 1e-6);
});

test.each(golden.batchNormalization)('batch normalization with momentum $momentum', (bn) => {
  const { momentum, epsilon, gamma, beta, steps, inference } = bn;
  const layer = batchNormalization('n', { width: 3, momentum, epsilon });
  const variables: Record<string, tf.Tensor> = Object.fromEntries(
    layer.variables.map(({ name, shape, initializer, fanIn, fanOut }) => [
      name,
      tf.tensor(initializer({ shape, fanIn, fanOut, random: createRandom(1) })),
    ]),
  );
  variables['n/gamma'] = tf.tensor(gamma);
  variables['n/beta'] = tf.tensor(beta);
  for (const { x, y, mean, variance } of steps) {
    expectClose(layer.apply(tf, tf.tensor(x), context(true, variables)), y, 2e-6, 1e-6);
    expectClose(variables['n/moving-mean']!, mean, 1e-6, 1e-7);
    expectClose(variables['n/moving-variance']!, variance, 1e-6, 1e-7);
  }
  const { x, y } = inference;
  expectClose(layer.apply(tf, tf.tensor(x), context(false, variables)), y, 2e-6, 1e-6);
});

test.each(golden.dropout)('dropout of $rate', ({ rate, keptShare, keptValue, mean }) => {
  const layer = dropout('o', 400, rate);
  const ones = tf.ones([500, 400]);
  const y = layer.apply(tf, ones, context(true, {}));
  const error = Math.sqrt((rate * (1 - rate)) / 200_000);
  // Both shares are samples: their difference has the error of both.
  expect(
    Math.abs(tf.mean(tf.cast(tf.greater(y, 0), 'float32')).arraySync() as number) - keptShare,
  ).toBeLessThan(4 * Math.SQRT2 * error);
  expect((tf.max(y).arraySync() as number) / keptValue).toBeCloseTo(1, 6);
  expect(Math.abs((tf.mean(y).arraySync() as number) - mean)).toBeLessThan(
    (4 * Math.SQRT2 * error) / (1 - rate),
  );
  expect(layer.apply(tf, ones, context(false, {}))).toBe(ones);
});

test('every initializer has golden statistics', () => {
  expect(new Set(golden.initializers.map(({ kind }) => kind))).toEqual(
    new Set(initializers.map(({ kind }) => kind)),
  );
});

test.each(golden.initializers)('$kind $inputs x $outputs', (sample) => {
  const { kind, inputs, outputs, count, mean, variance, largest, fourthMoment } = sample;
  const create = createChoice<Initializer>(initializers, { kind });
  const input = { shape: [inputs, outputs], fanIn: inputs, fanOut: outputs };
  const samples = Array.from({ length: 8 }, (_, seed) => create({ ...input, random: createRandom(seed) }));
  const values = samples.flatMap((sample) => [...sample]);
  const average = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  expect(samples.map((sample) => sample.length)).toEqual(samples.map(() => count));
  // Sampling errors of one golden and eight own samples: of the mean, and of the variance by the fourth moment.
  const share = 1 / count + 1 / values.length;
  const meanError = Math.sqrt(variance * share);
  const varianceError = Math.sqrt((fourthMoment - variance ** 2) * share);
  expect(Math.abs(average(1) - mean)).toBeLessThan(4 * meanError);
  expect(Math.abs(average(2) - average(1) ** 2 - variance)).toBeLessThan(4 * varianceError);
  // The bounds: both samples reach to within a thousandth of the same largest value.
  const reached = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(Math.abs(reached / largest - 1)).toBeLessThan(2e-3);
  expect(create({ ...input, random: createRandom(0) })).toEqual(samples[0]);
  expect(samples[1]).not.toEqual(samples[0]);
});

test('L1 and L2 penalties', () => {
  const { weights, l1, l2, loss } = golden.penalty;
  const network = sequential([dense('d', { inputs: 4, units: 3, initializer: () => new Float32Array(12) })]);
  const nothing: Loss = {
    perRow: (ops, output) => ops.mul(ops.sum(output, 1), 0),
    predict: (_ops, output) => output,
    outputs: () => 3,
  };
  const optimizer = sgd.create({ kind: 'sgd' });
  const layout = stateLayout(network, optimizer);
  const state = layout.map((entry) =>
    entry.name === 'variable/d/kernel'
      ? tf.tensor(weights)
      : tf.zeros([...entry.shape] as [number], entry.dtype),
  );
  const x = tf.ones([1, 4]);
  const input = { x, y: tf.zeros([1]) as tf.Tensor1D, learningRate: tf.scalar(1), state, uniform: () => x };
  const step = trainingStep(tf, { network, loss: nothing, optimizer, layout, l1, l2 }, input);
  const after = (name: string) => step.state[layout.findIndex((entry) => entry.name === name)]!;
  expectClose(after('sum/loss'), loss);
  const slope = weights.map((row) => row.map((weight) => weight - l1 * Math.sign(weight) - 2 * l2 * weight));
  expectClose(after('variable/d/kernel'), slope);
});
