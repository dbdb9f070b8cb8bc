// Schedules equal those of Keras 3 and PyTorch (schedules.py); those of RealMLP their formulas.
import { describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../src/core/choices/choice';
import { schedules } from '../../src/core/choices/schedules';
import type { Schedule } from '../../src/core/choices/schedules/schedule';
import { readGolden } from './ops';

interface Golden {
  cases: { kind: string; params: object; epochs: number; factors: [time: number, factor: number][] }[];
  plateaus: { name: string; params: object; losses: (number | null)[]; factors: number[] }[];
}

const golden = readGolden<Golden>('schedules');

const make = (kind: string, params: object = {}) =>
  createChoice<Schedule>(schedules, describeKind(schedules, kind).schema.parse({ kind, ...params }));

/** Keras computes in float32: its cosine is off by 6e-8, its logarithm by more. */
const TOLERANCE = 2e-6;

describe.each(golden.cases)('$kind $params', ({ kind, params, epochs, factors }) => {
  test(`${factors.length} steps`, () => {
    const factorAt = make(kind, params)({ totalEpochs: epochs, losses: [], seed: 1 });
    expect(factors.length).toBeGreaterThanOrEqual(12);
    for (const [time, factor] of factors)
      expect(Math.abs(factorAt(time) - factor), `at time ${time}`).toBeLessThan(TOLERANCE);
  });
});

describe.each(golden.plateaus)('plateau as $name', ({ params, losses, factors }) => {
  test(`${JSON.stringify(params)}`, () => {
    expect(factors.length).toBe(losses.length);
    for (const [epoch, factor] of factors.entries()) {
      const run = { totalEpochs: 100, losses: losses.slice(0, epoch + 1), seed: 1 };
      expect(
        Math.abs(make('plateau', params)(run)(epoch + 1) - factor),
        `after epoch ${epoch + 1}`,
      ).toBeLessThan(TOLERANCE);
    }
  });
});

test.each([
  [0, 0],
  [1 / 15, 0],
  [3 / 15, 0],
  [7 / 15, 0],
  [1, 0],
  [(Math.SQRT2 - 1) / 15, 1],
  [(2 * Math.SQRT2 - 1) / 15, 1],
  [(8 * Math.SQRT2 - 1) / 15, 1],
  [(2 ** 3.25 - 1) / 15, 0.5],
])('coslog4 at %d of the run is %d', (share, factor) => {
  const factorAt = make('coslog4')({ totalEpochs: 256, losses: [], seed: 1 });
  expect(factorAt(256 * share)).toBeCloseTo(factor, 10);
});

test.each([
  [0.5, 0, 1],
  [0.5, 0.5, 1],
  [0.5, 0.75, 0.5],
  [0.5, 1, 0],
  [0.2, 0.6, 0.5],
  [0, 0.5, 0.5],
  [1, 1, 1],
])('flat for %d of the run, at %d is %d', (flatShare, share, factor) => {
  const factorAt = make('flat-cosine', { flatShare })({ totalEpochs: 40, losses: [], seed: 1 });
  expect(factorAt(40 * share)).toBeCloseTo(factor, 10);
});
