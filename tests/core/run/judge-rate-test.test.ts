// What a range test suggests, from losses whose right answer is known.
import { expect, test } from 'vitest';
import { isBlownUp, judgeRates, RATE_STEPS, testRate } from '../../../src/core/run/judge-rate-test';
import type { RatePoint } from '../../../src/core/run/rate-test';
import { createRandom } from '../../../src/core/random';

/** Losses as functions of the decade of the rate, with seeded noise. */
function points(loss: (decade: number) => number | null, noise = 0.01): RatePoint[] {
  const random = createRandom(2);
  return Array.from({ length: RATE_STEPS }, (_, step) => {
    const rate = testRate(step);
    const value = loss(Math.log10(rate));
    return { rate, loss: value === null ? null : value + noise * random.normal() };
  });
}

/** Flat, falling around 10^centre, and exploding from 10^edge on. */
const valley = (centre: number, edge: number) => (decade: number) =>
  1 - 0.7 / (1 + Math.exp(-6 * (decade - centre))) + Math.exp(5 * (decade - edge));

test('rates rise evenly on a logarithmic scale', () => {
  expect(testRate(0)).toBeCloseTo(1e-6, 12);
  expect(testRate(RATE_STEPS - 1)).toBeCloseTo(10, 6);
  expect(testRate(11) / testRate(10)).toBeCloseTo(testRate(101) / testRate(100), 9);
});

test.each([
  [-3, -0.5],
  [-2, 0],
  [-4, -2],
])('a fall around 1e%d and a rise from 1e%d on', (centre, edge) => {
  const { suggested, edge: found } = judgeRates(points(valley(centre, edge)));
  // The average lags, so the steepest place may lie half a decade behind; half the rate is taken back.
  expect(Math.log10(suggested!)).toBeGreaterThan(centre - 0.8);
  expect(Math.log10(suggested!)).toBeLessThan(centre + 0.8);
  expect(found!).toBeGreaterThan(suggested!);
  expect(Math.log10(found!)).toBeLessThan(edge + 0.5);
});

test('a loss that never falls gives no rate, and says so', () => {
  for (const loss of [() => 1, (decade: number) => 1 + Math.exp(5 * decade)]) {
    const { suggested, explanation } = judgeRates(points(loss, 0));
    expect(suggested).toBeNull();
    expect(explanation).toMatch(/will not make this network learn/);
  }
});

test('losses that are no numbers', () => {
  expect(judgeRates([])).toMatchObject({ suggested: null, smoothed: [] });
  expect(judgeRates(points(() => null)).explanation).toMatch(/not a finite number/);
  const late = judgeRates(points((decade) => (decade > -1 ? null : valley(-3, 0)(decade))));
  expect(late.suggested).not.toBeNull();
  expect(late.smoothed.at(-1)).toBeNull();
});

test('the test ends once the loss has blown up, and not before', () => {
  const all = points(valley(-3, -1));
  const end = all.findIndex((_, i) => isBlownUp(all.slice(0, i + 1)));
  expect(Math.log10(testRate(end))).toBeGreaterThan(-1);
  expect(end).toBeLessThan(RATE_STEPS - 1);
  expect(isBlownUp(all.slice(0, 5))).toBe(false);
  expect(isBlownUp([{ rate: 1, loss: null }])).toBe(true);
  expect(isBlownUp(points(() => 1))).toBe(false);
});
