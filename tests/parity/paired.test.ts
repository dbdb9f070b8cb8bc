// Student's t and paired comparisons against SciPy; `paired.py` writes the golden values.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pairedEffect } from '../../src/core/statistics/paired';
import { studentCdf, studentQuantile } from '../../src/core/statistics/student-t';

interface Golden {
  cdf: { t: number; degrees: number; cdf: number }[];
  quantiles: { share: number; degrees: number; t: number }[];
  pairs: {
    before: number[];
    after: number[];
    mean: number;
    low: number;
    high: number;
    probability: number;
  }[];
}

const golden = JSON.parse(readFileSync(path.join(__dirname, 'golden', 'paired.json'), 'utf8')) as Golden;
const closeTo = (value: number, wanted: number, share = 1e-10) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(share * Math.max(1e-12, Math.abs(wanted)));

test("the distribution function of Student's t", () => {
  for (const { t, degrees, cdf } of golden.cdf) closeTo(studentCdf(t, degrees), cdf);
});

test("the quantiles of Student's t", () => {
  for (const { share, degrees, t } of golden.quantiles) closeTo(studentQuantile(share, degrees), t, 1e-9);
});

test('mean, interval and probability of paired values', () => {
  for (const { before, after, ...wanted } of golden.pairs) {
    const effect = pairedEffect(before, after, 'higher');
    if (!effect) throw new Error('No effect');
    closeTo(effect.mean, wanted.mean);
    closeTo(effect.low, wanted.low, 1e-8);
    closeTo(effect.high, wanted.high, 1e-8);
    closeTo(effect.probability, wanted.probability);
    expect(effect.wins).toBe(after.filter((value, i) => value > (before[i] as number)).length);
    // Where less is better, the same difference is as surely a loss.
    const loss = pairedEffect(before, after, 'lower');
    closeTo(loss?.probability ?? 0, 1 - wanted.probability, 1e-6);
    expect((loss?.wins ?? 0) + effect.wins + effect.ties).toBe(before.length);
  }
});

test('the interval of two accuracies ends where their difference can go no further', () => {
  const [before, after] = [
    [0.1, 0.9],
    [0.2, 0.6],
  ];
  const free = pairedEffect(before, after, 'higher');
  expect(free?.low).toBeLessThan(-1);
  expect(pairedEffect(before, after, 'higher', 1)).toEqual({ ...free, low: -1, high: 1 });
});

test('pairs without spread', () => {
  expect(pairedEffect([1], [2], 'higher')).toBeNull();
  expect(pairedEffect([1, 2], [1, 2], 'higher')).toEqual({
    mean: 0,
    low: 0,
    high: 0,
    wins: 0,
    ties: 2,
    probability: 0.5,
  });
  expect(pairedEffect([1, 2], [2, 3], 'higher')).toMatchObject({ mean: 1, low: 1, high: 1, probability: 1 });
  expect(pairedEffect([1, 2], [2, 3], 'lower')).toMatchObject({ wins: 0, probability: 0 });
});
