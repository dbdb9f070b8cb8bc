// What every model family does: fits any width, owns what it names, and can learn sixteen rows by heart.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { mlp } from '../../../src/core/choices/models/mlp';
import { models } from '../../../src/core/choices/models';
import type { Network } from '../../../src/core/choices/models/model';
import { crossEntropy } from '../../../src/core/choices/losses/cross-entropy';
import { adam } from '../../../src/core/choices/optimizers/adam';
import { createRandom } from '../../../src/core/random';
import { initialState, stateLayout } from '../../../src/engine/train/state';
import { trainingStep } from '../../../src/engine/train/step';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const optimizer = adam.create({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });

function start(network: Network) {
  const layout = stateLayout(network, optimizer);
  const values = initialState(network, layout, 1);
  return {
    layout,
    state: layout.map(({ name, shape, dtype }) =>
      tf.tensor(values.get(name)!, [...shape] as [number], dtype),
    ),
  };
}

/** Uniform numbers that silence no unit. */
const keepAll = (_site: string, shape: readonly number[]) => tf.ones([...shape] as [number, number]);

function predict(network: Network, x: tf.Tensor, training: boolean): tf.Tensor {
  const { layout, state } = start(network);
  return network.apply(tf, x, {
    training,
    variable: (name) => state[layout.findIndex((entry) => entry.name === `variable/${name}`)]!,
    update: () => undefined,
    uniform: keepAll,
  });
}

describe.each(models.map((model) => [model.family, model] as const))('%s', (family, model) => {
  const settings = model.schema.parse({ family });

  test.each([
    [1, 1, 1],
    [1, 3, 2],
    [7, 2, 26],
  ])('%i rows of %i columns give %i outputs', (rows, inputs, outputs) => {
    const network = model.build(settings, { inputs, outputs });
    for (const training of [false, true])
      expect(predict(network, tf.ones([rows, inputs]), training).shape).toEqual([rows, outputs]);
    const names = network.variables.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(network.layers.at(-1)!.width).toBe(outputs);
  });

  test('learns sixteen rows by heart', () => {
    const random = createRandom(2);
    const x = tf.tensor2d(
      Array.from({ length: 48 }, () => random.normal()),
      [16, 3],
    );
    const y = tf.tensor1d(
      Array.from({ length: 16 }, () => random.integer(3)),
      'float32',
    );
    const network = model.build(settings, { inputs: 3, outputs: 3 });
    const loss = crossEntropy.create({ kind: 'cross-entropy' });
    let { layout, state }: { layout: ReturnType<typeof stateLayout>; state: tf.Tensor[] } = start(network);
    const definition = { network, loss, optimizer, layout, l1: 0, l2: 0 };
    for (let step = 0; step < 120; step++) {
      const input = { x, y, learningRate: tf.scalar(0.01), state, uniform: keepAll };
      state = tf.tidy(() => trainingStep(tf, definition, input).state);
    }
    const output = network.apply(tf, x, {
      training: false,
      variable: (name) => state[layout.findIndex((entry) => entry.name === `variable/${name}`)]!,
      update: () => undefined,
      uniform: keepAll,
    });
    expect(tf.mean(loss.perRow(tf, output, y)).arraySync()).toBeLessThan(0.05);
  });
});

describe('multi-layer perceptron', () => {
  const layersOf = (changes: object) =>
    mlp
      .build(mlp.schema.parse({ family: 'mlp', hidden: [8, 4], ...changes }), { inputs: 3, outputs: 2 })
      .layers.map(({ title }) => title);

  test('blocks are dense, normalization, activation, dropout, and the head is linear', () => {
    expect(layersOf({ dropout: 0 })).toEqual(['Dense 8', 'ReLU', 'Dense 4', 'ReLU', 'Dense 2']);
    expect(layersOf({ batchNormalization: true, dropout: 0.5, activation: { kind: 'tanh' } })).toEqual([
      ...['Dense 8', 'Batch normalization', 'Tanh', 'Dropout 0.5'],
      ...['Dense 4', 'Batch normalization', 'Tanh', 'Dropout 0.5'],
      'Dense 2',
    ]);
    expect(layersOf({ hidden: [] })).toEqual(['Dense 2']);
  });

  test('only kernels are regularized, and moving statistics are not trained', () => {
    const settings = mlp.schema.parse({ family: 'mlp', hidden: [4], batchNormalization: true });
    const { variables } = mlp.build(settings, { inputs: 3, outputs: 1 });
    const named = (wanted: (variable: (typeof variables)[number]) => boolean) =>
      variables.filter(wanted).map(({ name }) => name);
    expect(named(({ regularized }) => regularized)).toEqual(['dense-1/kernel', 'output/kernel']);
    expect(named(({ trainable }) => !trainable)).toEqual([
      'normalization-1/moving-mean',
      'normalization-1/moving-variance',
    ]);
  });
});
