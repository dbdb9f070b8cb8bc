// Three steps of every optimizer equal Keras 3's (optimizers.py).
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../src/core/choices/choice';
import { optimizers } from '../../src/core/choices/optimizers';
import type { Optimizer } from '../../src/core/choices/optimizers/optimizer';
import { expectClose, readGolden, tf } from './ops';

interface Golden {
  start: number[][];
  gradients: number[][][];
  cases: { kind: string; params: object; learningRate: number; parameters: number[][][] }[];
}

const golden = readGolden<Golden>('optimizers');

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('every optimizer has golden steps', () => {
  expect(new Set(golden.cases.map(({ kind }) => kind))).toEqual(new Set(optimizers.map(({ kind }) => kind)));
});

describe.each(golden.cases)(
  '$kind $params at $learningRate',
  ({ kind, params, learningRate, parameters }) => {
    test('three steps', () => {
      const settings = describeKind(optimizers, kind).schema.parse({ kind, ...params });
      const optimizer = createChoice<Optimizer>(optimizers, settings);
      let parameter: tf.Tensor = tf.tensor(golden.start);
      let slots: Record<string, tf.Tensor> = Object.fromEntries(
        optimizer.slots.map((slot) => [slot, tf.zerosLike(parameter)]),
      );
      for (const [i, gradient] of golden.gradients.entries()) {
        const before = parameter;
        ({ parameter, slots } = optimizer.update(tf, {
          parameter,
          gradient: tf.tensor(gradient),
          slots,
          learningRate: tf.scalar(learningRate),
          step: tf.scalar(i + 1),
        }));
        expect(Object.keys(slots).sort()).toEqual([...optimizer.slots].sort());
        expect(Array.from(parameter.dataSync())).not.toEqual(Array.from(before.dataSync()));
        expectClose(parameter, parameters[i]!, 1e-6, 1e-9);
      }
    });
  },
);
