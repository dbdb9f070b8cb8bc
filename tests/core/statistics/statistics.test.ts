// The edges of the statistics; their values are held against numpy in tests/parity.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mean,
  standardError,
  weightedMean,
  weightedStandardError,
} from '../../../src/core/statistics/moments';
import { countDistinct, histogram, median, quantile } from '../../../src/core/statistics/quantiles';

test('few values', () => {
  expect(standardError([])).toBe(0);
  expect(standardError([3])).toBe(0);
  expect(quantile([], 0.5)).toBeNaN();
  expect(quantile([7], 0.9)).toBe(7);
  expect(median([1, 2])).toBe(1.5);
  expect(countDistinct([])).toBe(0);
  expect(countDistinct([1, 1, 2, 5, 5])).toBe(3);
  expect(histogram([4, 4, 4], 3)).toEqual([3, 0, 0]);
});

test('a histogram counts every value once', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 30 }), (list, bins) => {
      const counts = histogram(list, bins);
      expect(counts).toHaveLength(bins);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length);
    }),
  );
});

test('a weighted mean, and its standard error, are the plain ones for equal weights', () => {
  const values = [1, 4, 2, 8];
  expect(weightedMean(values, [2, 2, 2, 2])).toBeCloseTo(mean(values), 12);
  expect(weightedStandardError(values, [3, 3, 3, 3])).toBeCloseTo(standardError(values), 12);
  expect(weightedMean(values, [1, 0, 0, 3])).toBeCloseTo(6.25, 12);
  // A row of weight 0 adds nothing but its count.
  expect(weightedStandardError([5, 5, 100], [1, 1, 0])).toBe(0);
  expect(weightedStandardError([5], [1])).toBe(0);
});
