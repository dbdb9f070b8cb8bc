// Selection without sorting gives what sorting gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectMedian, selectPlace } from '../../../src/core/statistics/select';
import { median } from '../../../src/core/statistics/quantiles';

const numbers = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true })), {
  minLength: 1,
  maxLength: 60,
});

test('any place and the median', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), (list, at) => {
      const place = at % list.length;
      const sorted = Float64Array.from(list).sort();
      expect(selectPlace(Float64Array.from(list), place) + 0).toBe((sorted[place] as number) + 0);
      const found = selectMedian(Float64Array.from(list));
      const middle = list.length >> 1;
      const wanted =
        list.length % 2 === 1
          ? median(sorted)
          : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
      expect(found + 0).toEqual(wanted + 0);
    }),
  );
});

test('many equal, ascending and descending values take no longer than others', () => {
  const rows = 300_000;
  for (const value of [() => 1, (i: number) => i, (i: number) => -i, (i: number) => i % 3]) {
    const values = Float64Array.from({ length: rows }, (_, i) => value(i));
    const sorted = values.slice().sort();
    expect(selectMedian(values)).toBe(((sorted[rows / 2 - 1] as number) + (sorted[rows / 2] as number)) / 2);
  }
});
