// What holds for every schedule: finite, never negative, a function of what is known alone; and the shapes of some.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../../src/core/choices/choice';
import { schedules } from '../../../src/core/choices/schedules';
import type { Schedule } from '../../../src/core/choices/schedules/schedule';

const make = (kind: string, params: object = {}) =>
  createChoice<Schedule>(schedules, describeKind(schedules, kind).schema.parse({ kind, ...params }));

const share = fc.double({ min: 0, max: 1, noNaN: true });
const epochs = fc.integer({ min: 1, max: 1000 });
const factor = share;

/** Settings over the whole range of each kind. */
const SETTINGS: Record<string, fc.Arbitrary<object>> = {
  constant: fc.constant({}),
  cosine: fc.record({ finalShare: share }),
  'one-cycle': fc.record({
    peakShare: share,
    startDivisor: fc.double({ min: 1, max: 1e6, noNaN: true }),
    finalDivisor: fc.double({ min: 1, max: 1e9, noNaN: true }),
  }),
  plateau: fc.record({
    factor,
    patience: fc.integer({ min: 1, max: 5 }),
    minDelta: share,
    cooldown: fc.integer({ min: 0, max: 5 }),
    minimum: share,
  }),
  'flat-cosine': fc.record({ flatShare: share }),
  coslog4: fc.constant({}),
  'cosine-restarts': fc.record({
    firstCycle: epochs,
    growth: fc.double({ min: 1, max: 10, noNaN: true }),
    peak: share,
    finalShare: share,
  }),
  step: fc.record({ every: epochs, factor }),
  'multi-step': fc.record({ milestones: fc.array(epochs, { maxLength: 32 }), factor }),
  exponential: fc.record({ factor: fc.double({ min: 0.001, max: 1, noNaN: true }) }),
  polynomial: fc.record({ power: fc.double({ min: 0.1, max: 10, noNaN: true }), finalShare: share }),
  'inverse-time': fc.record({ decay: fc.double({ min: 0, max: 100, noNaN: true }) }),
  'random-walk': fc.record({
    deviation: fc.double({ min: 0, max: 3, noNaN: true }),
    range: fc.double({ min: 1, max: 1e6, noNaN: true }),
  }),
};

const losses = fc.array(fc.option(fc.double({ min: 0, max: 5, noNaN: true })), { maxLength: 30 });
const run = fc.record({ totalEpochs: epochs, losses, seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }) });
/** Whole epochs, places within them, and beyond the plan. */
const times = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.double({ min: 0, max: 1500, noNaN: true })),
  { minLength: 1, maxLength: 20 },
);

describe.each(schedules.map(({ kind }) => kind))('%s', (kind) => {
  const largest = (settings: object) => ('range' in settings ? (settings.range as number) : 1);

  test('is finite, not negative and within its bound, beyond the plan too', () => {
    const property = fc.property(SETTINGS[kind]!, run, times, (settings, run, times) => {
      const factorAt = make(kind, settings)(run);
      for (const value of times.map(factorAt)) {
        expect(Number.isFinite(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(largest(settings) * (1 + 1e-9));
      }
    });
    fc.assert(property);
  });

  test('gives a resumed run the same values, in whatever order they are asked for', () => {
    const property = fc.property(SETTINGS[kind]!, run, times, (settings, run, times) => {
      const before = make(kind, settings)(run);
      const values = times.map(before);
      const resumed = make(kind, settings)(run);
      expect(times.toReversed().map(resumed).toReversed()).toEqual(values);
    });
    fc.assert(property);
  });
});

test('plateau never rises again, and falls to its least share at the lowest', () => {
  const property = fc.property(SETTINGS.plateau!, losses, (settings, losses) => {
    const factors = [0, ...losses.keys()].map((epoch) =>
      make('plateau', settings)({ totalEpochs: 100, losses: losses.slice(0, epoch), seed: 1 })(epoch),
    );
    for (const [i, value] of factors.entries()) {
      expect(value).toBeLessThanOrEqual(factors[i - 1] ?? 1);
      expect(value).toBeGreaterThanOrEqual((settings as { minimum: number }).minimum);
    }
  });
  fc.assert(property);
});

test.each(['cosine', 'exponential', 'polynomial', 'inverse-time', 'step', 'multi-step', 'flat-cosine'])(
  '%s starts at the full value and never rises',
  (kind) => {
    const property = fc.property(SETTINGS[kind]!, epochs, (settings, totalEpochs) => {
      const factorAt = make(kind, settings)({ totalEpochs, losses: [], seed: 1 });
      const values = Array.from({ length: 41 }, (_, i) => factorAt((totalEpochs * i) / 40));
      expect(values[0]).toBe(1);
      for (const [i, value] of values.entries())
        if (i > 0) expect(value).toBeLessThanOrEqual(values[i - 1]! + 1e-12);
    });
    fc.assert(property);
  },
);

test('one cycle starts low, is full at its peak and ends lowest', () => {
  const factorAt = make('one-cycle', { peakShare: 0.4 })({ totalEpochs: 50, losses: [], seed: 1 });
  expect(factorAt(0)).toBeCloseTo(1 / 25, 12);
  expect(factorAt(20)).toBeCloseTo(1, 12);
  expect(factorAt(50)).toBeCloseTo(1 / 25 / 1e4, 12);
});

test('a random walk starts at the base, differs by seed and moves about as much as told', () => {
  const walk = (seed: number) => make('random-walk', { range: 1e6 })({ totalEpochs: 1, losses: [], seed });
  expect(walk(1)(0.5)).toBe(1);
  expect(walk(1)(3)).not.toBe(walk(2)(3));
  const factorAt = walk(9);
  const changes = Array.from({ length: 400 }, (_, i) => Math.log(factorAt(i + 1) / factorAt(i)));
  const deviation = Math.sqrt(changes.reduce((sum, change) => sum + change ** 2, 0) / changes.length);
  expect(Math.abs(deviation - 0.2)).toBeLessThan(0.03);
});
