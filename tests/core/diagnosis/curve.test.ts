// Medians, jitter and trends of curves, and the confidence made of them.
import { expect, test } from 'vitest';
import { confidenceOf, normalBelow } from '../../../src/core/diagnosis/confidence';
import {
  jitter,
  median,
  readCurve,
  runningMedian,
  trend,
  validationNoise,
} from '../../../src/core/diagnosis/curve';
import { exampleEpochs } from '../../../src/core/diagnosis/example';
import { createRandom } from '../../../src/core/random';

test('median and running median', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(runningMedian([1, 9, 2, 3, 4], 1)).toEqual([5, 2, 3, 3, 3.5]);
});

test('a long curve is thinned, and a gap in it makes it unreadable', () => {
  const epochs = exampleEpochs({ epochs: 1000, train: (e) => e, validation: (e) => e, noise: 0 });
  const curve = readCurve(epochs, 'trainLoss')!;
  expect(curve).toMatchObject({ epochs: 1000, epochsPerPoint: 3 });
  expect(curve.values.length).toBe(334);
  expect(curve.values.slice(0, 2)).toEqual([2, 5]);
  expect(readCurve([{ ...epochs[0]!, trainLoss: null }], 'trainLoss')).toBeNull();
  expect(readCurve([], 'trainLoss')).toBeNull();
});

test('jitter is the deviation of the noise, not of the course', () => {
  const random = createRandom(4);
  const noisy = Array.from({ length: 300 }, (_, i) => 5 * Math.exp(-i / 20) + 0.1 * random.normal());
  expect(jitter(noisy)).toBeGreaterThan(0.07);
  expect(jitter(noisy)).toBeLessThan(0.12);
});

test('an unknown standard error counts the jitter double', () => {
  const curve = { values: [1, 2, 1, 2, 1, 2, 1, 2], epochs: 8, epochsPerPoint: 1 };
  expect(validationNoise(curve, 0)).toBeCloseTo(2 * jitter(curve.values), 12);
  expect(validationNoise(curve, 3)).toBeCloseTo(Math.hypot(3, jitter(curve.values)), 12);
});

test('a trend covers the truth as often as its error says', () => {
  let covered = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const random = createRandom(seed);
    const { change, error } = trend(Array.from({ length: 25 }, (_, i) => 0.1 * i + random.normal()));
    if (Math.abs(change - 2.4) < 2 * error) covered++;
  }
  expect(covered / 400).toBeGreaterThan(0.91);
  expect(trend([1, 2, 3, 4]).change).toBeCloseTo(3, 12);
  expect(trend([2, 2, 2, 2])).toEqual({ change: 0, error: 0 });
});

test('confidence is the normal distribution function of effect over error, capped', () => {
  for (const [z, below] of [
    [0, 0.5],
    [1, 0.841344746],
    [-1.96, 0.024997895],
    [3, 0.998650102],
  ] as const)
    expect(Math.abs(normalBelow(z) - below)).toBeLessThan(2e-7);
  expect(confidenceOf(2, 2)).toBeCloseTo(0.8413447, 6);
  expect(confidenceOf(9, 1)).toBe(0.99);
  expect(confidenceOf(9, 1, 0.7)).toBe(0.7);
  expect([confidenceOf(1, 0), confidenceOf(0, 0), confidenceOf(-1, 0)]).toEqual([0.99, 0.5, 0]);
});
