// What every optimizer does: it lowers a quadratic, repeatably, and starts from zero slots of the parameter's shape.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice } from '../../../src/core/choices/choice';
import { optimizers } from '../../../src/core/choices/optimizers';
import type { Optimizer } from '../../../src/core/choices/optimizers/optimizer';
import { createRandom } from '../../../src/core/random';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Minimizes Σ cᵢ(wᵢ − 1)² from seeded weights; returns loss before and after, and the weights. */
function descend(optimizer: Optimizer, seed: number) {
  const random = createRandom(seed);
  const curvature = tf.tensor1d([1, 3, 0.5, 2]);
  const lossOf = (w: tf.Tensor) => tf.sum(tf.mul(curvature, tf.square(tf.sub(w, 1))));
  let parameter: tf.Tensor = tf.tensor1d([0, 0, 0, 0].map(() => 3 * random.normal()));
  let slots: Record<string, tf.Tensor> = Object.fromEntries(
    optimizer.slots.map((slot) => [slot, tf.zerosLike(parameter)]),
  );
  const before = lossOf(parameter).arraySync() as number;
  for (let step = 1; step <= 150; step++) {
    const gradient = tf.grad(lossOf)(parameter);
    const input = { parameter, gradient, slots, learningRate: tf.scalar(0.03), step: tf.scalar(step) };
    ({ parameter, slots } = optimizer.update(tf, input));
  }
  return {
    before,
    after: lossOf(parameter).arraySync() as number,
    weights: Array.from(parameter.dataSync()),
    slots,
  };
}

describe.each(optimizers.map(({ kind }) => kind))('%s', (kind) => {
  const settings = optimizers.find((choice) => choice.kind === kind)!.schema.parse({ kind });
  const optimizer = createChoice<Optimizer>(optimizers, settings);

  test('lowers a quadratic', () => {
    for (const seed of [1, 2, 3]) {
      const { before, after } = descend(optimizer, seed);
      expect(after).toBeLessThan(0.25 * before);
    }
  });

  test('the same seed gives the same weights, another seed others', () => {
    expect(descend(optimizer, 4).weights).toEqual(descend(optimizer, 4).weights);
    expect(descend(optimizer, 5).weights).not.toEqual(descend(optimizer, 4).weights);
  });

  test('keeps its slots in shape and finite', () => {
    for (const slot of Object.values(descend(optimizer, 1).slots)) {
      expect(slot.shape).toEqual([4]);
      expect(Array.from(slot.dataSync()).every(Number.isFinite)).toBe(true);
    }
  });
});
