// What every model family does: fits any width, owns what it names, and can learn sixteen rows by heart.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { convolutional } from '../../../src/core/choices/models/convolutional';
import { mlp } from '../../../src/core/choices/models/mlp';
import { buildNetwork, models } from '../../../src/core/choices/models';
import type { Network } from '../../../src/core/choices/models/model';
import { crossEntropy } from '../../../src/core/choices/losses/cross-entropy';
import { createRandom } from '../../../src/core/random';
import { defaultRecipe } from '../../../src/core/recipe/recipe';
import { createEagerExecutor } from '../../../src/engine/train/eager-executor';
import { planEpoch } from '../../../src/engine/train/epoch-plan';
import { initialState } from '../../../src/engine/train/state';
import { defineStep } from '../../../src/engine/train/step-of';
import { createStepOps } from '../../../src/engine/train/step-ops';
import { initialVariables, layerContext } from './layer-context';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function predict(network: Network, x: tf.Tensor, training: boolean): tf.Tensor {
  const variables = initialVariables(network.variables);
  return network.apply(tf, x, layerContext({ training, variables, dials: { dropout: 0.1 } }));
}

const plain = (numbers: number) => ({ inputs: numbers, columns: { numbers, categories: [] } });

describe.each(models.map((model) => [model.family, model] as const))('%s', (family, model) => {
  const settings = model.schema.parse({ family });

  test.each([
    [1, 1, 1],
    [1, 3, 2],
    [7, 2, 26],
  ])('%i rows of %i columns give %i outputs', (rows, inputs, outputs) => {
    const network = buildNetwork(settings, { ...plain(inputs), outputs });
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
    const network = buildNetwork(settings, { ...plain(3), outputs: 3 });
    const loss = crossEntropy.create(crossEntropy.schema.parse({ kind: 'cross-entropy' }));
    const recipe = defaultRecipe('y');
    recipe.training.learningRate = 0.01;
    recipe.training.l2 = 0;
    if ('dropout' in recipe.model) recipe.model.dropout = 0;
    const definition = defineStep(recipe, network, loss, plain(3).columns);
    const executor = createEagerExecutor({
      ops: tf,
      definition,
      step: createStepOps(tf, null),
      x,
      y,
      weights: null,
      batchSize: 16,
      state: initialState(network, definition.layout, 1),
    });
    for (let epoch = 0; epoch < 180; epoch++) {
      const facts = { recipe, epoch: 0, steps: 1, rows: 16, classes: null, updates: epoch, losses: [] };
      executor.beginEpoch(planEpoch(facts));
      executor.runSteps(0, 1);
    }
    const { losses } = executor.evaluate(executor.snapshot(), x, y);
    expect(losses.reduce((sum, value) => sum + value / 16, 0)).toBeLessThan(0.05);
  });
});

describe('multi-layer perceptron', () => {
  const layersOf = (changes: object) =>
    mlp
      .build(mlp.schema.parse({ family: 'mlp', hidden: [8, 4], ...changes }), { ...plain(3), outputs: 2 })
      .layers.map(({ title }) => title);

  test('blocks are dense, normalization, activation, dropout, and the head is linear', () => {
    expect(layersOf({ dropout: 0 })).toEqual(['Dense 8', 'ReLU', 'Dense 4', 'ReLU', 'Dense 2']);
    const normalization = { kind: 'batch-normalization' };
    expect(layersOf({ normalization, dropout: 0.5, noise: 0.2, activation: { kind: 'tanh' } })).toEqual([
      ...['Dense 8', 'Batch normalization', 'Tanh', 'Gaussian noise 0.2', 'Dropout'],
      ...['Dense 4', 'Batch normalization', 'Tanh', 'Gaussian noise 0.2', 'Dropout'],
      'Dense 2',
    ]);
    expect(layersOf({ hidden: [8], dropoutKind: 'alpha-dropout' })[2]).toBe('Alpha dropout');
    expect(layersOf({ hidden: [8], dropoutKind: 'gaussian-dropout' })[2]).toBe('Gaussian dropout');
    expect(layersOf({ hidden: [3], dropout: 0, scalingLayer: true, residual: true })).toEqual([
      ...['Scaling', 'Residual (Dense 3, ReLU)', 'Dense 2'],
    ]);
    expect(layersOf({ hidden: [] })).toEqual(['Dense 2']);
  });

  test('only kernels are regularized, and moving statistics are not trained', () => {
    const settings = mlp.schema.parse({
      family: 'mlp',
      hidden: [4],
      normalization: { kind: 'batch-normalization' },
    });
    const { variables } = mlp.build(settings, { ...plain(3), outputs: 1 });
    const named = (wanted: (variable: (typeof variables)[number]) => boolean) =>
      variables.filter(wanted).map(({ name }) => name);
    expect(named(({ regularized }) => regularized)).toEqual(['dense-1/kernel', 'output/kernel']);
    expect(named(({ trainable }) => !trainable)).toEqual([
      'normalization-1/moving-mean',
      'normalization-1/moving-variance',
    ]);
  });

  test('the default network is dense layers of 256 and 128 with ReLU and dropout', () => {
    const network = mlp.build(mlp.schema.parse({ family: 'mlp' }), { ...plain(3), outputs: 1 });
    expect(network.layers.map(({ title }) => title)).toEqual([
      ...['Dense 256', 'ReLU', 'Dropout', 'Dense 128', 'ReLU', 'Dropout', 'Dense 1'],
    ]);
    expect(network.variables.map(({ name, shape }) => [name, ...shape])).toEqual([
      ...[
        ['dense-1/kernel', 3, 256],
        ['dense-1/bias', 256],
      ],
      ...[
        ['dense-2/kernel', 256, 128],
        ['dense-2/bias', 128],
      ],
      ...[
        ['output/kernel', 128, 1],
        ['output/bias', 1],
      ],
    ]);
  });

  test('numbers are embedded, booleans passed on, codes become vectors', () => {
    const columns = { numbers: 5, continuous: 2, categories: [4, 30], dimension: 3 };
    const settings = mlp.schema.parse({ family: 'mlp', hidden: [6], embedding: { kind: 'pbld' } });
    const network = mlp.build(settings, { inputs: 7, columns, outputs: 1 });
    expect(network.layers[0]?.width).toBe(2 * 4 + 3 + 2 * 3);
    expect(network.variables.find(({ name }) => name === 'dense-1/kernel')?.shape).toEqual([17, 6]);
    expect(network.variables.find(({ name }) => name === 'category-embedding/vectors')?.shape).toEqual([
      36, 3,
    ]);
    const x = tf.tensor2d([[0.1, 0.2, 1, 0, 1, -1, 29]]);
    expect(predict(network, x, true).shape).toEqual([1, 1]);
  });
});

describe('convolutional network', () => {
  const build = (changes: object, inputs: number) =>
    convolutional.build(convolutional.schema.parse({ family: 'convolutional', ...changes }), {
      ...plain(inputs),
      outputs: 2,
    });

  test('refuses columns that no number of steps shares out, naming both', () => {
    expect(() => build({ steps: 5 }, 12)).toThrow(/12 prepared columns .* 5 time steps/);
    expect(() => build({ steps: 13 }, 12)).toThrow(/12 prepared columns/);
    const columns = { numbers: 4, categories: [20], dimension: 8 };
    const settings = convolutional.schema.parse({ family: 'convolutional' });
    expect(() => convolutional.build(settings, { inputs: 5, columns, outputs: 1 })).toThrow(/codes/);
  });

  test.each([
    [{ steps: 6, stride: 2, pooling: 'flatten' }, [3 * 32, 2 * 32], 2 * 32],
    [{ steps: 6, pooling: 'max' }, [6 * 32, 6 * 32], 32],
    [{ steps: 6, poolSize: 4, pooling: 'flatten', filters: [5, 3] }, [6 * 5, 3], 3],
    [{ steps: 4, kernel: 9, dilation: 8, filters: [5] }, [4 * 5], 5],
  ])('%j', (changes, widths, pooled) => {
    const network = build({ ...changes, hidden: [7], normalization: { kind: 'batch-normalization' } }, 12);
    const convolutions = network.layers.filter(({ title }) => title.startsWith('Convolution'));
    expect(convolutions.map(({ width }) => width)).toEqual(widths);
    expect(network.variables.find(({ name }) => name === 'dense-1/kernel')?.shape).toEqual([pooled, 7]);
    for (const training of [false, true])
      expect(predict(network, tf.ones([3, 12]), training).shape).toEqual([3, 2]);
  });
});
