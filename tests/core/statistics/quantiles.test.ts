// Histograms of sorted values equal those of unsorted ones.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstPlace, histogram, sortedHistogram } from '../../../src/core/statistics/quantiles';

const values = fc.array(
  fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: -5, max: 5 })),
  { minLength: 1, maxLength: 200 },
);

test('a histogram of sorted values is that of the values', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 30 }), (list, bins) => {
      expect(sortedHistogram(Float64Array.from(list).sort(), bins)).toEqual(histogram(list, bins));
    }),
  );
});

test('the first place beyond a limit parts the values', () => {
  fc.assert(
    fc.property(values, fc.double({ min: -1e9, max: 1e9, noNaN: true }), (list, limit) => {
      const sorted = Float64Array.from(list).sort();
      expect(firstPlace(sorted, (value) => value > limit)).toBe(
        list.filter((value) => value <= limit).length,
      );
    }),
  );
});
