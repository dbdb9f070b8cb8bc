// Profiles of columns: quantiles, outliers and sorting against the plain way of doing it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantileShares } from '../../src/core/run/profile';
import { histogram, quantile } from '../../src/core/statistics/quantiles';
import { sortedCopy } from '../../src/core/statistics/sort';
import { profileColumn } from '../../src/data/profile-column';

const profile = (values: Float64Array) => profileColumn({ name: 'x', type: 'number', values });

describe('sorting in buckets equals sorting', () => {
  const makers: Record<string, (i: number) => number> = {
    uniform: (i) => (i * 7919) % 10_007,
    'heavy tails': (i) => Math.tan(((i * 7919) % 10_007) / 10_007 - 0.5) ** 9,
    'two values': (i) => i % 2,
    'one value': () => 3,
    'huge range': (i) => (i % 2 === 0 ? -1 : 1) * 10 ** (((i * 31) % 600) - 300),
    signs: (i) => (i % 3) - 1 + (i % 5 === 0 ? -0 : 0),
  };
  test.each(Object.entries(makers))('%s', (_, make) => {
    const values = Float64Array.from({ length: 5000 }, (__, i) => make(i));
    const sorted = values.slice().sort();
    expect(sortedCopy(values, sorted[0] as number, sorted.at(-1) as number)).toEqual(sorted);
  });
});

test('figures equal those of the sorted values, gaps and infinities left out', () => {
  const value = fc.oneof(
    fc.integer({ min: -50, max: 50 }),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 80 }), (list) => {
      const found = profile(Float64Array.from(list));
      const known = Float64Array.from(list.filter(Number.isFinite)).sort();
      expect(found.missing).toBe(list.length - known.length);
      expect(found.distinct).toBe(new Set(Array.from(known, (one) => one + 0)).size);
      if (known.length === 0) return;
      expect(found.quantiles).toEqual(quantileShares.map((share) => quantile(known, share)));
      expect(found.histogram).toEqual(histogram(known, 20));
      const { outliers } = found;
      const [first, third] = [quantile(known, 0.25), quantile(known, 0.75)];
      if (third === first) {
        expect(outliers).toBeNull();
        return;
      }
      const beyond = (ranges: number) =>
        known.filter(
          (one) => one < first - ranges * (third - first) || one > third + ranges * (third - first),
        ).length;
      expect(outliers).toMatchObject({ count: beyond(1.5), far: beyond(3) });
    }),
    { numRuns: 300 },
  );
});

test('whole numbers are counted to the same end', () => {
  const whole = Float64Array.from({ length: 4000 }, (_, i) => ((i * 7919) % 503) - 200);
  const found = profile(whole);
  const sorted = whole.slice().sort();
  expect(found).toMatchObject({ minimum: -200, maximum: 302, distinct: 503, median: quantile(sorted, 0.5) });
  expect(found.quantiles).toEqual(quantileShares.map((share) => quantile(sorted, share)));
});

test.each([
  ['two decimals', (i: number) => (((i * 7919) % 5003) - 2500) / 100],
  ['one of them with many', (i: number) => (i === 3000 ? Math.PI : (((i * 7919) % 5003) - 2500) / 100)],
  ['far apart', (i: number) => (i === 3000 ? 1e15 : (((i * 7919) % 5003) - 2500) / 100)],
])('numbers with decimals are counted to the same end: %s', (_, make) => {
  const values = Float64Array.from({ length: 4000 }, (__, i) => make(i));
  const sorted = values.slice().sort();
  const found = profile(values);
  expect(found.quantiles).toEqual(quantileShares.map((share) => quantile(sorted, share)));
  expect(found).toMatchObject({
    minimum: sorted[0],
    maximum: sorted.at(-1),
    distinct: new Set(values).size,
    histogram: histogram(sorted, 20),
  });
});

test('outliers say how far they are', () => {
  const values = Float64Array.from([...Array(100).keys(), 1000]);
  expect(profile(values).outliers).toMatchObject({ count: 1, far: 1, farthest: (1000 - 75) / 50 });
});

test('texts have a mean length, and the most frequent first', () => {
  const found = profileColumn({ name: 'x', type: 'text', values: ['one word', 'two', '', 'two'] });
  expect(found).toMatchObject({
    missing: 1,
    distinct: 2,
    meanLength: 14 / 3,
    top: [{ value: 'two', count: 2 }],
  });
});
