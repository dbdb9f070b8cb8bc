// The gradient of every layer equals what small moves of its inputs and weights show, for random sizes and numbers.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { cells } from '../../../src/core/choices/cells';
import type { Cell } from '../../../src/core/choices/cells/cell';
import { createChoice } from '../../../src/core/choices/choice';
import { embeddings } from '../../../src/core/choices/embeddings';
import type { NumberEmbedding } from '../../../src/core/choices/embeddings/embedding';
import type { Initializer } from '../../../src/core/choices/initializers/initializer';
import { alphaDropout } from '../../../src/core/choices/layers/alpha-dropout';
import { batchNormalization } from '../../../src/core/choices/layers/batch-normalization';
import { columns } from '../../../src/core/choices/layers/columns';
import { conv1d } from '../../../src/core/choices/layers/conv-1d';
import { dense } from '../../../src/core/choices/layers/dense';
import { dropout } from '../../../src/core/choices/layers/dropout';
import { embedding } from '../../../src/core/choices/layers/embedding';
import { gaussianDropout } from '../../../src/core/choices/layers/gaussian-dropout';
import { gaussianNoise } from '../../../src/core/choices/layers/gaussian-noise';
import { layerNormalization } from '../../../src/core/choices/layers/layer-normalization';
import type { Layer } from '../../../src/core/choices/layers/layer';
import { perStep } from '../../../src/core/choices/layers/per-step';
import { globalPooling, maxPooling1d } from '../../../src/core/choices/layers/pooling';
import { recurrent } from '../../../src/core/choices/layers/recurrent';
import { residual } from '../../../src/core/choices/layers/residual';
import { scaling } from '../../../src/core/choices/layers/scaling';
import { createRandom } from '../../../src/core/random';
import { initialVariables, layerContext } from './layer-context';

const none: Initializer = ({ shape }) => new Float32Array(shape.reduce((a, b) => a * b, 1));
const STEPS = 4;

function numberEmbedding(kind: string, numbers: number): Layer {
  const settings = embeddings.find((choice) => choice.kind === kind)!.schema.parse({ kind });
  // Frequencies of the size that they are shaken to would turn too often for small moves.
  return createChoice<NumberEmbedding>(embeddings, settings)('e', numbers)!;
}

function recurrentLayer(kind: string, features: number, bidirectional: boolean): Layer {
  const settings = cells.find((choice) => choice.kind === kind)!.schema.parse({ kind });
  return recurrent('r', {
    ...{ steps: STEPS, features, units: 3, bidirectional, title: kind },
    cell: createChoice<Cell>(cells, settings),
    returns: bidirectional ? 'sequence' : 'last',
    initializer: none,
    recurrentInitializer: none,
    inputsLearn: true,
  });
}

/** A layer for so many inputs; time series have four steps of half as many features. */
const layers: Record<string, (width: number) => { layer: Layer; inputs: number; codes?: boolean }> = {
  dense: (inputs) => ({ inputs, layer: dense('d', { inputs, units: 3, initializer: none }) }),
  'batch normalization': (inputs) => ({
    inputs,
    layer: batchNormalization('n', { width: inputs, momentum: 0.9, epsilon: 0.1 }),
  }),
  'layer normalization': (inputs) => ({
    inputs,
    layer: layerNormalization('n', { width: inputs, epsilon: 0.1 }),
  }),
  scaling: (inputs) => ({ inputs, layer: scaling('s', inputs) }),
  dropout: (inputs) => ({ inputs, layer: dropout('o', inputs, 'dial') }),
  'alpha dropout': (inputs) => ({ inputs, layer: alphaDropout('o', inputs, 'dial') }),
  'Gaussian dropout': (inputs) => ({ inputs, layer: gaussianDropout('o', inputs, 'dial') }),
  'Gaussian noise': (inputs) => ({ inputs, layer: gaussianNoise('o', inputs, 0.5) }),
  residual: (inputs) => ({
    inputs,
    layer: residual('r', {
      inputs,
      layers: [dense('d', { inputs, units: 3, initializer: none }), scaling('s', 3)],
      initializer: none,
      survival: 0.8,
    }),
  }),
  embedding: (inputs) => ({
    inputs,
    codes: true,
    layer: embedding('e', { categories: Array.from({ length: inputs }, (_, i) => i + 1), dimension: 3 }),
  }),
  'number embedding periodic': (inputs) => ({ inputs, layer: numberEmbedding('periodic', inputs) }),
  'number embedding pbld': (inputs) => ({ inputs, layer: numberEmbedding('pbld', inputs) }),
  columns: (inputs) => ({
    inputs: inputs + 2,
    layer: columns('c', 'Columns', [
      { width: inputs, layer: numberEmbedding('pbld', inputs) },
      { width: 2, layer: null },
    ]),
  }),
  'convolution, same': (features) => ({
    inputs: STEPS * features,
    layer: conv1d('c', {
      ...{ steps: STEPS, features, filters: 2, kernel: 3, stride: 2, dilation: 1 },
      padding: 'same',
      initializer: none,
    }),
  }),
  'convolution, valid': (features) => ({
    inputs: STEPS * features,
    layer: conv1d('c', {
      ...{ steps: STEPS, features, filters: 2, kernel: 2, stride: 1, dilation: 2 },
      padding: 'valid',
      initializer: none,
    }),
  }),
  'normalization per step': (features) => ({
    inputs: STEPS * features,
    layer: perStep(batchNormalization('n', { width: features, momentum: 0.9, epsilon: 0.1 }), {
      steps: STEPS,
      features,
    }),
  }),
  ...Object.fromEntries(
    cells.flatMap(({ kind }) =>
      [false, true].map((both) => [
        `${both ? 'bidirectional' : 'last of'} ${kind}`,
        (features: number) => ({ inputs: STEPS * features, layer: recurrentLayer(kind, features, both) }),
      ]),
    ),
  ),
  'mean pooling': (features) => ({
    inputs: STEPS * features,
    layer: globalPooling('p', 'mean', { steps: STEPS, features }),
  }),
  'largest pooling': (features) => ({
    inputs: STEPS * features,
    layer: globalPooling('p', 'max', { steps: STEPS, features }),
  }),
  'largest of runs': (features) => ({
    inputs: STEPS * features,
    layer: maxPooling1d('p', 2, { steps: STEPS, features }),
  }),
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Single precision: small enough for the curvature, large enough for the rounding. */
const MOVE = 4e-3;
const TOLERANCE = 2e-2;

describe.each(Object.entries(layers))('%s', (_title, make) => {
  test('gradient', () => {
    const sizes = fc.record({
      rows: fc.integer({ min: 2, max: 5 }),
      width: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer({ min: 0, max: 1e6 }),
    });
    fc.assert(
      fc.property(sizes, ({ rows, width, seed }) => {
        const { layer, inputs, codes = false } = make(width);
        const random = createRandom(seed);
        const draw = (shape: readonly number[], size = 1) =>
          tf.tensor(
            Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => size * random.normal()),
            [...shape],
          );
        const x = codes ? tf.floor(draw([rows, inputs], 2)) : draw([rows, inputs]);
        const trained = layer.variables.filter(({ trainable }) => trainable);
        const points = [x, ...trained.map(({ shape }) => draw(shape, 0.4))];
        const directions = points.map(({ shape }, i) =>
          codes && i === 0 ? tf.zeros(shape) : draw(shape, 1 / Math.sqrt(points.length)),
        );
        const slope = draw([rows, layer.width], 1 / Math.sqrt(rows * layer.width));
        const total = (...[x, ...values]: tf.Tensor[]) => {
          const variables = initialVariables(layer.variables);
          for (const [i, { name }] of trained.entries()) variables[name] = values[i]!;
          const context = layerContext({ training: true, variables, dials: { dropout: 0.3 }, key: seed });
          return tf.sum(tf.mul(layer.apply(tf, x!, context), slope));
        };
        const at = (move: number) =>
          total(
            ...points.map((point, i) => tf.add(point, tf.mul(directions[i]!, move))),
          ).arraySync() as number;
        const [before, here, after] = [at(-MOVE), at(0), at(MOVE)] as const;
        const shown = (after - before) / (2 * MOVE);
        // At a kink, such as two steps of equal value, there is no gradient to compare with.
        fc.pre(Math.abs(after - 2 * here + before) / MOVE < 0.5 * TOLERANCE * Math.max(1, Math.abs(shown)));
        const moved = codes ? points.slice(1) : points;
        const gradients = tf.grads((...some: tf.Tensor[]) => total(...(codes ? [x, ...some] : some)))(moved);
        const told = gradients.reduce((sum, gradient, i) => {
          const direction = directions[codes ? i + 1 : i]!;
          return sum + (tf.sum(tf.mul(gradient, direction)).arraySync() as number);
        }, 0);
        expect(Math.abs(told - shown)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(shown)));
      }),
      { seed: 12, numRuns: 20 },
    );
  });
});
