// What every scaler does, and the numbers of each.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice } from '../../../src/core/choices/choice';
import { scalers } from '../../../src/core/choices/scalers';
import type { FittedColumn, Scaler } from '../../../src/core/choices/scalers/scaler';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function apply(
  scaler: Scaler,
  direction: 'transform' | 'inverse',
  column: readonly number[],
  fitted: FittedColumn,
) {
  const x = tf.tensor2d([...column], [column.length, 1]);
  const compute = scaler[direction];
  if (!compute) throw new Error('this scaler loses values');
  return Array.from(compute(tf, x, [fitted]).dataSync());
}

const create = (settings: { kind: string; low?: number; high?: number }) =>
  createChoice<Scaler>(scalers, scalers.find(({ kind }) => kind === settings.kind)!.schema.parse(settings));

/** How far a value may come back from where it was, in its own unit, for columns within ±10,000. */
const reach: Record<string, number> = {
  'yeo-johnson': 50,
  log: 0.1,
  quantile: 1,
  'robust-smooth-clip': Infinity,
};

describe.each(scalers.map(({ kind }) => kind))('%s', (kind) => {
  const scaler = create({ kind });
  const finite = (fitted: FittedColumn) => Object.values(fitted).flat().every(Number.isFinite);

  test('what it learned survives JSON, and the inverse undoes the transform', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (given) => {
          const column = given.map(Math.fround);
          const fitted = JSON.parse(JSON.stringify(scaler.fit(Float64Array.from(column)))) as FittedColumn;
          expect(finite(fitted)).toBe(true);
          const scaled = apply(scaler, 'transform', column, fitted);
          expect(scaled.every(Number.isFinite)).toBe(true);
          if (!scaler.inverse) return;
          const back = apply(scaler, 'inverse', scaled, fitted);
          for (const [i, value] of column.entries())
            expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual(reach[kind] ?? 0.02);
        },
      ),
      { seed: 1 },
    );
  });

  test.each([0, 1, -3, 0.1, 1e8, 1e-8])('a constant column of %d stays finite', (value) => {
    const column = Array.from({ length: 7 }, () => Math.fround(value));
    const fitted = scaler.fit(Float64Array.from(column));
    const scaled = apply(scaler, 'transform', column, fitted);
    expect(scaled.every(Number.isFinite)).toBe(true);
    if (scaler.inverse)
      expect(apply(scaler, 'inverse', scaled, fitted)[0]! / Math.max(1, Math.abs(value))).toBeCloseTo(
        value / Math.max(1, Math.abs(value)),
        5,
      );
  });

  test('one row, and values far beyond the training ones, stay finite', () => {
    const fitted = scaler.fit(Float64Array.of(1, 2, 3, 4, 100));
    expect(finite(scaler.fit(Float64Array.of(5)))).toBe(true);
    expect(apply(scaler, 'transform', [0, -1e15, 1e15], fitted).every(Number.isFinite)).toBe(true);
  });
});

test('standardize gives mean 0 and deviation 1, and 0 for a constant column', () => {
  const scaler = create({ kind: 'standardize' });
  const fitted = scaler.fit(Float64Array.of(1, 2, 3, 4));
  expect(fitted).toEqual({ mean: 2.5, deviation: Math.sqrt(1.25) });
  expect(apply(scaler, 'transform', [2.5, 2.5 + Math.sqrt(1.25)], fitted)).toEqual([0, expect.closeTo(1, 6)]);
  expect(scaler.fit(Float64Array.of(0.1, 0.1, 0.1)).deviation).toBe(1);
  expect(scaler.fit(Float64Array.of(5)).deviation).toBe(1);
});

test('standardize sees a small spread around a large mean', () => {
  const spread = create({ kind: 'standardize' }).fit(Float64Array.of(1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3));
  expect(spread.deviation).toBeCloseTo(Math.sqrt(1.25), 9);
});

test('min-max maps the training range onto the wanted one, and beyond it goes on', () => {
  const scaler = create({ kind: 'min-max', low: -1, high: 3 });
  const fitted = scaler.fit(Float64Array.of(10, 20, 12));
  expect(apply(scaler, 'transform', [10, 20, 15, 30], fitted)).toEqual([-1, 3, 1, 7]);
  const minMax = scalers.find(({ kind }) => kind === 'min-max')!;
  expect(minMax.schema.safeParse({ kind: 'min-max', low: 1, high: 1 }).success).toBe(false);
  expect(minMax.schema.safeParse({ kind: 'min-max', low: 2, high: 1 }).error?.issues[0]?.message).toBe(
    'must be above low, which is 2',
  );
});

test.each([1, -1])('Yeo-Johnson finds the power of large skewed numbers of one sign (%d)', (sign) => {
  // Incomes: normal in their logarithm, so the power is about that of a logarithm.
  const normal = Array.from({ length: 974 }, (_, i) => Math.sin(i * 12.9898) + Math.sin(i * 78.233));
  const scaler = create({ kind: 'yeo-johnson' });
  // The column of a table may lie anywhere, and rounding must be no likelihood wherever it lies.
  for (const centre of [9.5, 9.7, 10, 10.3]) {
    const column = normal.map((value) => (sign * Math.round(100 * Math.exp(centre + 1.1 * value))) / 100);
    const fitted = scaler.fit(Float64Array.from(column));
    const power = sign > 0 ? (fitted.lambda as number) : 2 - (fitted.lambda as number);
    expect(Math.abs(power), String(centre)).toBeLessThan(0.2);
    expect(fitted.deviation).toBeGreaterThan(0.5);
  }
});
