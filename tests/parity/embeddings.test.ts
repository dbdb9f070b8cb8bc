// Number embeddings equal PyTorch's, in values and in gradients, and start as their papers say.
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice } from '../../src/core/choices/choice';
import { embeddings } from '../../src/core/choices/embeddings';
import type { NumberEmbedding } from '../../src/core/choices/embeddings/embedding';
import type { Layer } from '../../src/core/choices/layers/layer';
import { initialVariables, layerContext } from '../core/choices/layer-context';
import { expectClose, type Nested, readGolden, tf } from './ops';

interface Through {
  x: number[][];
  parameters: Nested[];
  y: Nested;
  slope: number[][];
  xGradient: Nested;
  gradients: Nested[];
}

interface Golden {
  sizes: { numbers: number; hidden: number; dimension: number };
  periodic: Through;
  pbld: Through;
}

const golden = readGolden<Golden>('embeddings');
const { numbers, hidden, dimension } = golden.sizes;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function make(settings: { kind: string }, count: number): Layer {
  const layer = createChoice<NumberEmbedding>(embeddings, settings)('e', count);
  if (!layer) throw new Error('no layer');
  return layer;
}

describe.each([
  ['periodic', { kind: 'periodic', frequencies: hidden, sigma: 0.01, dimension }],
  ['pbld', { kind: 'pbld', hidden, dimension, sigma: 0.1 }],
] as const)('%s', (kind, settings) => {
  const given = golden[kind];
  const layer = make(settings, numbers);

  test('values and gradients', () => {
    const x = tf.tensor2d(given.x);
    const parameters = given.parameters.map((values) => tf.tensor(values as number[]));
    expect(parameters.map(({ shape }) => shape)).toEqual(layer.variables.map(({ shape }) => shape));
    const run = (x: tf.Tensor, ...values: tf.Tensor[]) => {
      const variables = Object.fromEntries(layer.variables.map(({ name }, i) => [name, values[i]!]));
      return layer.apply(tf, x, layerContext({ training: true, variables }));
    };
    const y = run(x, ...parameters);
    expect(y.shape).toEqual([given.x.length, layer.width]);
    expectClose(y, given.y, 1e-5, 2e-6);
    const slope = tf.tensor2d(given.slope);
    const gradients = tf.grads((...inputs: tf.Tensor[]) =>
      tf.sum(tf.mul(run(...(inputs as [tf.Tensor])), slope)),
    )([x, ...parameters]);
    expectClose(gradients[0]!, given.xGradient, 2e-5, 1e-5);
    given.gradients.forEach((gradient, i) => expectClose(gradients[i + 1]!, gradient, 2e-5, 5e-6));
  });
});

/** Largest absolute value and standard deviation over many first values. */
function spread(layer: Layer, part: string): { largest: number; deviation: number } {
  const tensor = initialVariables(layer.variables)[`e/${part}`]!;
  return {
    largest: tf.max(tf.abs(tensor)).arraySync() as number,
    deviation: Math.sqrt(tf.moments(tensor).variance.arraySync() as number),
  };
}

test('PLR starts with normal frequencies cut at three deviations, and uniform layers', () => {
  const layer = make({ kind: 'periodic', frequencies: 48, sigma: 0.02, dimension: 24 } as never, 400);
  const { largest, deviation } = spread(layer, 'frequencies');
  expect(largest).toBeLessThanOrEqual(0.06);
  expect(largest).toBeGreaterThan(0.055);
  expect(deviation / 0.02).toBeCloseTo(0.9866, 1);
  for (const part of ['weights', 'biases']) {
    const start = spread(layer, part);
    expect(start.largest).toBeLessThanOrEqual(1 / Math.sqrt(96));
    expect(start.deviation * Math.sqrt(96) * Math.sqrt(3)).toBeCloseTo(1, 1);
  }
});

test("PBLD starts with RealMLP's constants and learns at a tenth of the rate, free of penalties", () => {
  const layer = make({ kind: 'pbld', hidden: 16, dimension: 4, sigma: 0.1 } as never, 1000);
  expect(layer.width).toBe(4000);
  expect(spread(layer, 'frequencies').deviation).toBeCloseTo(0.1, 2);
  const shifts = spread(layer, 'shifts');
  expect(shifts.largest).toBeLessThanOrEqual(Math.PI);
  expect(shifts.deviation / (Math.PI / Math.sqrt(3))).toBeCloseTo(1, 1);
  for (const part of ['weights', 'biases']) expect(spread(layer, part).largest).toBeLessThanOrEqual(0.25);
  for (const { rateFactor, regularized } of layer.variables)
    expect([rateFactor, regularized]).toEqual([0.1, false]);
});
