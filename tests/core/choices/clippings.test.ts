// What holds for every clipping: directions of numbers, bounds, and gradients within the bound untouched.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../../src/core/choices/choice';
import { clippings } from '../../../src/core/choices/clippings';
import type { Clipping } from '../../../src/core/choices/clippings/clipping';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const make = (kind: string, params: object = {}) =>
  createChoice<Clipping>(clippings, describeKind(clippings, kind).schema.parse({ kind, ...params }));

/** Without what float32 cannot hold exactly enough. */
const number = fc
  .oneof(
    fc.constant(0),
    fc.double({ min: -1000, max: 1000, noNaN: true }),
    fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
  )
  .map((value) => (Math.abs(value) < 1e-20 ? 0 : value));
const six = fc.array(number, { minLength: 6, maxLength: 6 });
const limit = fc.constantFrom(1e-3, 0.1, 1, 10);

/** A kernel of [3, 2] and a bias of [2] through the clipping. */
function clip(kind: string, params: object, kernel: number[], gradient: number[]) {
  const [forKernel, forBias] = make(kind, params)(tf, [
    { parameter: tf.tensor2d(kernel, [3, 2]), gradient: tf.tensor2d(gradient, [3, 2]), isKernel: true },
    { parameter: tf.tensor1d([1, 2]), gradient: tf.tensor1d(gradient.slice(0, 2)), isKernel: false },
  ]);
  return { kernel: Array.from(forKernel!.dataSync()), bias: Array.from(forBias!.dataSync()) };
}

const length = (numbers: number[]) => Math.hypot(...numbers);

describe.each(clippings.map(({ kind }) => kind))('%s', (kind) => {
  test('turns no number around, lengthens none, and stays finite', () => {
    const property = fc.property(six, six, limit, (kernel, gradient, limit) => {
      const clipped = clip(kind, kind === 'none' ? {} : { limit }, kernel, gradient);
      for (const [i, value] of clipped.kernel.entries()) {
        expect(Number.isFinite(value)).toBe(true);
        expect(value * gradient[i]!).toBeGreaterThanOrEqual(0);
        expect(Math.abs(value)).toBeLessThanOrEqual(Math.abs(gradient[i]!) * (1 + 1e-6));
      }
    });
    fc.assert(property);
  });

  test('leaves a small gradient as it is', () => {
    const gradient = [1e-6, -2e-6, 0, 3e-6, 1e-6, 0];
    const clipped = clip(kind, {}, [1, 2, 3, 4, 5, 6], gradient);
    for (const [i, value] of clipped.kernel.entries()) expect(value).toBeCloseTo(gradient[i]!, 12);
  });
});

test('by value: no number is above the limit', () => {
  const property = fc.property(six, limit, (gradient, limit) => {
    const clipped = clip('value', { limit }, [1, 1, 1, 1, 1, 1], gradient);
    for (const value of [...clipped.kernel, ...clipped.bias])
      expect(Math.abs(value)).toBeLessThanOrEqual(limit * (1 + 1e-6));
  });
  fc.assert(property);
});

test('by norm: all together are no longer than the limit, and keep their direction', () => {
  const property = fc.property(six, limit, (gradient, limit) => {
    const clipped = clip('norm', { limit }, [1, 1, 1, 1, 1, 1], gradient);
    const whole = [...clipped.kernel, ...clipped.bias];
    const given = [...gradient, ...gradient.slice(0, 2)];
    expect(length(whole)).toBeLessThanOrEqual(limit * (1 + 1e-5));
    const dot = whole.reduce((sum, value, i) => sum + value * given[i]!, 0);
    expect(dot).toBeGreaterThanOrEqual(length(whole) * length(given) * (1 - 1e-5) - 1e-30);
  });
  fc.assert(property);
});

test('adaptive: each unit of a kernel within its share, biases as they are', () => {
  const property = fc.property(six, six, limit, (kernel, gradient, limit) => {
    const clipped = clip('adaptive', { limit }, kernel, gradient);
    for (const unit of [0, 1]) {
      const ofUnit = (numbers: number[]) => numbers.filter((_, i) => i % 2 === unit);
      const allowed = limit * Math.max(1e-3, length(ofUnit(kernel)));
      expect(length(ofUnit(clipped.kernel))).toBeLessThanOrEqual(allowed * (1 + 1e-5) + 1e-30);
    }
    expect(clipped.bias).toEqual(Array.from(Float32Array.from(gradient.slice(0, 2))));
  });
  fc.assert(property);
});
