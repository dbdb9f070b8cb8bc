// The target as training takes it and back.
import { describe, expect, test } from 'vitest';
import { resolveTarget } from '../../../src/core/preparation/resolve-target';
import {
  decodeTarget,
  encodeTarget,
  fitTarget,
  predictionWidth,
  quantileNames,
} from '../../../src/core/preparation/target-values';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import { range, tableOf } from './tables';

const recipe = (standardizeTarget = true) =>
  recipeSchema.parse({ data: { target: 'y' }, prepare: { standardizeTarget } });

describe('numbers', () => {
  const table = tableOf({ y: [1, 3, null, 5, 700.5] });
  const train = Int32Array.of(0, 1, 3);
  const target = fitTarget(resolveTarget(table, recipe()), train, recipe());

  test('mean and deviation come from the training rows', () => {
    expect(target).toEqual({ kind: 'number', name: 'y', mean: 3, deviation: Math.sqrt(8 / 3) });
  });

  test('encode and decode undo each other; a gap stays one', () => {
    if (target.kind !== 'number') throw new Error('regression expected');
    const encoded = encodeTarget(table, target);
    expect(encoded[2]).toBeNaN();
    const decoded = decodeTarget(encoded, target);
    for (const [row, value] of [1, 3, Number.NaN, 5, 700.5].entries()) {
      if (!Number.isNaN(value)) expect(decoded[row]).toBeCloseTo(value, 3);
    }
  });

  test('0 comes back as 0, so that shares of it are what they are', () => {
    const scale = { kind: 'number', name: 'y', mean: 3.1, deviation: 0.7 } as const;
    expect(decodeTarget(encodeTarget(tableOf({ y: [0, 3.1, 1e-4] }), scale), scale)[0]).toBe(0);
    expect(decodeTarget(encodeTarget(tableOf({ y: [1e-4, 2] }), scale), scale)[0]).toBeCloseTo(1e-4, 6);
  });

  test('as they are where the recipe says so, and where training knows one value', () => {
    const resolved = resolveTarget(table, recipe());
    expect(fitTarget(resolved, train, recipe(false))).toMatchObject({ mean: 0, deviation: 1 });
    expect(fitTarget(resolved, Int32Array.of(1), recipe())).toMatchObject({ mean: 3, deviation: 1 });
  });

  test('positive numbers are divided by the mean of the training rows and stay positive', () => {
    const fitted = fitTarget(resolveTarget(table, recipe()), train, recipe(), 'positive');
    expect(fitted).toEqual({ kind: 'number', name: 'y', mean: 0, deviation: 3 });
    expect(encodeTarget(table, fitted)[1]).toBe(1);
    const plain = fitTarget(resolveTarget(table, recipe()), train, recipe(false), 'positive');
    expect(plain).toMatchObject({ mean: 0, deviation: 1 });
    const zeros = Int32Array.of(0);
    const many = resolveTarget(tableOf({ y: [0, 1, 2.5] }), recipe());
    expect(fitTarget(many, zeros, recipe(), 'positive')).toMatchObject({ deviation: 1 });
  });

  test('a negative number, in whatever part, is refused where positive ones are asked for', () => {
    const negative = resolveTarget(tableOf({ y: [1, 2.5, null, -3] }), recipe());
    expect(() => fitTarget(negative, Int32Array.of(0, 1), recipe(), 'positive')).toThrow(
      'The target "y" is -3 on line 5',
    );
    expect(fitTarget(negative, Int32Array.of(0, 1), recipe())).toMatchObject({ mean: 1.75 });
  });

  test('quantiles are part of the target, in ascending order, and have names', () => {
    const asked = recipeSchema.parse({
      data: { target: 'y' },
      training: { loss: { kind: 'quantile', quantiles: [0.975, 0.5, 0.025, 0.1] } },
    });
    const fitted = fitTarget(resolveTarget(table, asked), train, asked);
    expect(fitted).toMatchObject({ quantiles: [0.025, 0.1, 0.5, 0.975] });
    expect(quantileNames(fitted)).toEqual(['q025', 'q10', 'q50', 'q975']);
    expect(predictionWidth(fitted)).toBe(5);
    expect(predictionWidth(target)).toBe(1);
    expect(quantileNames(target)).toEqual([]);
  });

  test('a text where a number belongs', () => {
    expect(() => encodeTarget(tableOf({ y: ['1', 'x'] }), target)).toThrow(/must be a number.*"1" on line 2/);
  });
});

describe('classes', () => {
  const table = tableOf({ y: ['no', 'yes', null, 'no'] });
  const target = fitTarget(resolveTarget(table, recipe()), Int32Array.of(0, 1), recipe());

  test('are numbered in their order', () => {
    expect(target).toEqual({ kind: 'classes', name: 'y', classes: ['no', 'yes'] });
    expect(encodeTarget(table, target)).toEqual(Float32Array.of(0, 1, Number.NaN, 0));
  });

  test('written as numbers match by value', () => {
    const numbers = tableOf({ y: range(30).map((i) => i % 3) });
    const fitted = fitTarget(resolveTarget(numbers, recipe()), Int32Array.of(0, 1), recipe());
    expect(encodeTarget(tableOf({ y: [2, 0] }), fitted)).toEqual(Float32Array.of(2, 0));
    expect(encodeTarget(tableOf({ y: ['2', '0'] }), fitted)).toEqual(Float32Array.of(2, 0));
  });

  test('unknown to training', () => {
    expect(() => encodeTarget(tableOf({ y: ['no', 'maybe'] }), target)).toThrow(
      'The class "maybe" of "y" on line 3 does not occur in the training data.',
    );
  });

  test('in a table without the column', () => {
    expect(() => encodeTarget(tableOf({ x: [1] }), target)).toThrow(
      'The table has no column "y", the target.',
    );
  });
});
