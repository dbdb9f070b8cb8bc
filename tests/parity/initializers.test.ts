// Initializers have the distributions of Keras 3's (initializers.py).
import { describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../src/core/choices/choice';
import { initializers } from '../../src/core/choices/initializers';
import type { Initializer } from '../../src/core/choices/initializers/initializer';
import { createRandom } from '../../src/core/random';
import { readGolden } from './ops';

interface Sample {
  kind: string;
  params: object;
  inputs: number;
  outputs: number;
  count: number;
  mean: number;
  variance: number;
  largest: number;
  fourthMoment: number;
}

const { cases } = readGolden<{ cases: Sample[] }>('initializers');

/** Kinds whose values have no bound, so that the largest one is a matter of chance. */
const unbounded = ['small-normal', 'orthogonal'];

function create(kind: string, params: object): Initializer {
  return createChoice<Initializer>(
    initializers,
    describeKind(initializers, kind).schema.parse({ kind, ...params }),
  );
}

function draw(initialize: Initializer, inputs: number, outputs: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return initialize({ shape: [inputs, outputs], fanIn: inputs, fanOut: outputs, random });
}

test('every initializer has golden statistics', () => {
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(initializers.map(({ kind }) => kind)));
});

describe.each(cases)('$kind $params $inputs x $outputs', (sample) => {
  const { kind, params, inputs, outputs, count, mean, variance, largest, fourthMoment } = sample;
  const initialize = create(kind, params);
  const samples = Array.from({ length: 8 }, (_, seed) => draw(initialize, inputs, outputs, seed));
  const values = samples.flatMap((one) => [...one]);
  const average = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  // Sampling errors of one golden and eight own samples: of the mean, and of the variance by the fourth moment. A
  // little more for single precision.
  const share = 1 / count + 1 / values.length;
  const rounding = 1e-6 * (largest + 1e-9);

  test('mean and variance', () => {
    expect(samples.map((one) => one.length)).toEqual(samples.map(() => count));
    const meanError = Math.sqrt(variance * share);
    const varianceError = Math.sqrt((fourthMoment - variance ** 2) * share);
    expect(Math.abs(average(1) - mean)).toBeLessThan(4 * meanError + rounding);
    expect(Math.abs(average(2) - average(1) ** 2 - variance)).toBeLessThan(4 * varianceError + rounding);
  });

  test('the same weights by the same seed alone', () => {
    expect(draw(initialize, inputs, outputs, 0)).toEqual(samples[0]);
    if (kind !== 'zeros') expect(samples[1]).not.toEqual(samples[0]);
  });

  if (unbounded.includes(kind)) return;
  test('the bounds', () => {
    // Both samples reach to within a few thousandths of the same largest value.
    const reached = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(Math.abs(reached - largest)).toBeLessThanOrEqual(4e-3 * largest);
  });
});

/** Scalar products of the columns of a matrix [rows, columns] with each other. */
function products(values: Float32Array, rows: number, columns: number): number[] {
  return Array.from({ length: columns * columns }, (_, at) => {
    const [a, b] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * columns + a]! * values[row * columns + b]!;
    return sum;
  });
}

describe('orthogonal', () => {
  const initialize = create('orthogonal', { scale: 2 });

  test.each([
    [30, 30],
    [50, 20],
  ])('%i x %i: columns of length 2 at right angles', (rows, columns) => {
    const found = products(draw(initialize, rows, columns, 4), rows, columns);
    for (const [at, product] of found.entries())
      expect(product).toBeCloseTo(at % (columns + 1) === 0 ? 4 : 0, 5);
  });

  test('a wide matrix: rows of length 2 at right angles', () => {
    const values = draw(initialize, 20, 50, 4);
    const turned = Float32Array.from({ length: 1000 }, (_, i) => values[(i % 20) * 50 + Math.floor(i / 20)]!);
    for (const [at, product] of products(turned, 50, 20).entries())
      expect(product).toBeCloseTo(at % 21 === 0 ? 4 : 0, 5);
  });

  test('the axes before the last are one', () => {
    const random = createRandom(1);
    const values = initialize({ shape: [3, 4, 5], fanIn: 12, fanOut: 5, random });
    for (const [at, product] of products(values, 12, 5).entries())
      expect(product).toBeCloseTo(at % 6 === 0 ? 4 : 0, 5);
  });
});
