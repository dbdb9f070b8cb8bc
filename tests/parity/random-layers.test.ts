// Random layers: what they do to many units has Keras 3's mean and variance, and is nothing in prediction.
import { beforeAll, describe, expect, test } from 'vitest';
import { alphaDropout } from '../../src/core/choices/layers/alpha-dropout';
import { dropout } from '../../src/core/choices/layers/dropout';
import { gaussianDropout } from '../../src/core/choices/layers/gaussian-dropout';
import { gaussianNoise } from '../../src/core/choices/layers/gaussian-noise';
import type { Layer } from '../../src/core/choices/layers/layer';
import { linearSurvival, residual } from '../../src/core/choices/layers/residual';
import { createRandom } from '../../src/core/random';
import { layerContext } from '../core/choices/layer-context';
import { expectClose, readGolden, tf } from './ops';

interface RandomCase {
  kind: 'alpha-dropout' | 'gaussian-dropout' | 'gaussian-noise';
  setting: number;
  input: 'ones' | 'normal';
  count: number;
  mean: number;
  variance: number;
  fourthMoment: number;
}

interface Golden {
  dropout: { rate: number; keptShare: number; keptValue: number; mean: number }[];
  random: RandomCase[];
}

const golden = readGolden<Golden>('layers');
const SHAPE: [number, number] = [500, 400];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const train = (layer: Layer, x: tf.Tensor, dial = 0, key = 1) =>
  layer.apply(tf, x, layerContext({ training: true, dials: { dropout: dial }, key }));

function normalNumbers(seed: number): tf.Tensor {
  const random = createRandom(seed);
  return tf.tensor2d(
    Float32Array.from({ length: SHAPE[0] * SHAPE[1] }, () => random.normal()),
    SHAPE,
  );
}

test.each(golden.dropout)('dropout of $rate', ({ rate, keptShare, keptValue, mean }) => {
  const layer = dropout('o', 400, rate);
  const ones = tf.ones(SHAPE);
  const y = train(layer, ones);
  const error = Math.sqrt((rate * (1 - rate)) / 200_000);
  // Both shares are samples: their difference has the error of both.
  expect(
    Math.abs(tf.mean(tf.cast(tf.greater(y, 0), 'float32')).arraySync() as number) - keptShare,
  ).toBeLessThan(4 * Math.SQRT2 * error);
  expect((tf.max(y).arraySync() as number) / keptValue).toBeCloseTo(1, 6);
  expect(Math.abs((tf.mean(y).arraySync() as number) - mean)).toBeLessThan(
    (4 * Math.SQRT2 * error) / (1 - rate),
  );
  expect(train(layer, ones, 0, 2).arraySync()).not.toEqual(y.arraySync());
});

const make: Record<RandomCase['kind'], (setting: number) => Layer> = {
  'alpha-dropout': (rate) => alphaDropout('a', 400, rate),
  'gaussian-dropout': (rate) => gaussianDropout('g', 400, rate),
  'gaussian-noise': (deviation) => gaussianNoise('n', 400, deviation),
};

test.each(golden.random)('$kind of $setting on $input', (given) => {
  const { kind, setting, input, count, mean, variance, fourthMoment } = given;
  const y = train(make[kind](setting), input === 'ones' ? tf.ones(SHAPE) : normalNumbers(8));
  const own = tf.moments(y);
  // Golden and own numbers are samples of the same size.
  const meanError = Math.sqrt((2 * variance) / count);
  const varianceError = Math.sqrt((2 * (fourthMoment - variance ** 2)) / count);
  expect(Math.abs((own.mean.arraySync() as number) - mean)).toBeLessThan(4 * meanError);
  // Where kept and dropped are two values of equal share, the variance moves with the square of the mean alone.
  expect(Math.abs((own.variance.arraySync() as number) - variance)).toBeLessThan(
    4 * varianceError + (4 * meanError) ** 2,
  );
});

test.each([0.05, 0.3, 0.7])('alpha dropout of %d keeps mean 0 and variance 1', (rate) => {
  const { mean, variance } = tf.moments(train(alphaDropout('a', 400, rate), normalNumbers(3)));
  expect(Math.abs(mean.arraySync() as number)).toBeLessThan(0.012);
  expect(Math.abs((variance.arraySync() as number) - 1)).toBeLessThan(0.02);
});

describe.each([
  ['dropout', dropout],
  ['alpha dropout', alphaDropout],
  ['Gaussian dropout', gaussianDropout],
] as const)('%s by dial', (_name, layer) => {
  const x = () => tf.slice(normalNumbers(4), [0, 0], [20, 400]);

  test('equals the same fixed rate', () => {
    expectClose(
      train(layer('d', 400, 'dial'), x(), 0.3),
      train(layer('d', 400, 0.3), x()).arraySync() as number[][],
      1e-6,
      1e-7,
    );
  });

  test('of 0, and in prediction, is the identity', () => {
    expectClose(train(layer('d', 400, 'dial'), x(), 0), x().arraySync() as number[][], 1e-6, 1e-7);
    const input = x();
    expect(layer('d', 400, 'dial').apply(tf, input, layerContext({}))).toBe(input);
    expect(layer('d', 400, 0.5).apply(tf, input, layerContext({}))).toBe(input);
  });
});

test('noise in prediction is nothing', () => {
  const input = tf.ones([2, 2]);
  expect(gaussianNoise('n', 2, 1).apply(tf, input, layerContext({}))).toBe(input);
});

describe('residual block', () => {
  const double: Layer = { name: 'd', title: '×2', width: 3, variables: [], apply: (ops, x) => ops.mul(x, 2) };
  let x: tf.Tensor;
  beforeAll(() => {
    x = tf.tensor2d([[1, 2, 3]]);
  });
  const block = (survival: number) =>
    residual('r', { inputs: 3, layers: [double], initializer: () => new Float32Array(0), survival });

  test('adds what it was given', () => {
    expect(train(block(1), x).arraySync()).toEqual([[3, 6, 9]]);
  });

  test('brings what it was given to another width by a projection', () => {
    const narrow = { ...double, width: 1, apply: (ops: typeof tf, x: tf.Tensor) => ops.sum(x, 1, true) };
    const layer = residual('r', { inputs: 3, layers: [narrow], initializer: () => new Float32Array(0) });
    const variables = { 'r/projection': tf.tensor2d([[1], [10], [100]]) };
    expect(layer.apply(tf, x, layerContext({ variables })).arraySync()).toEqual([[327]]);
    expect(layer.variables.map(({ shape, regularized }) => [shape, regularized])).toEqual([[[3, 1], true]]);
  });

  test('stochastic depth leaves the whole block out as often as it should, and weighs it in prediction', () => {
    const draws = Array.from({ length: 2000 }, (_, key) => train(block(0.7), x, 0, key).dataSync()[0]);
    expect(new Set(draws)).toEqual(new Set([1, 3]));
    const survived = draws.filter((value) => value === 3).length / draws.length;
    expect(Math.abs(survived - 0.7)).toBeLessThan(4 * Math.sqrt((0.7 * 0.3) / draws.length));
    expectClose(block(0.7).apply(tf, x, layerContext({})), [[2.4, 4.8, 7.2]], 1e-6);
  });

  test('survival falls linearly to the last block', () => {
    expect([1, 2, 4].map((number) => linearSurvival(number, 4, 0.4))).toEqual([0.9, 0.8, 0.6]);
  });
});
