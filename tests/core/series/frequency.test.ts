// Frequencies are found from moments, and steps and moments belong together.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findFrequency,
  type Frequency,
  frequencyText,
  leastSpan,
  momentOf,
  stepOf,
  usualSeason,
} from '../../../src/core/series/frequency';

const day = (text: string) => Date.parse(`${text}Z`) / 86_400_000;
const every = (count: number, step: number) => Array.from({ length: count }, (_, i) => i * step);

test.each<[string, number[], boolean, Frequency | null]>([
  [
    'months',
    every(20, 1).map((i) => day(`${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`)),
    true,
    { unit: 'month', every: 1 },
  ],
  [
    'ends of months',
    ['2020-01-31', '2020-02-29', '2020-03-31', '2020-05-31'].map(day),
    true,
    { unit: 'month', every: 1 },
  ],
  ['quarters', ['2020-01-15', '2020-04-15', '2020-10-15'].map(day), true, { unit: 'month', every: 3 }],
  ['years', every(5, 1).map((i) => day(`${1990 + i}-06-30`)), true, { unit: 'month', every: 12 }],
  ['weeks', every(9, 7), true, { unit: 'week', every: 1 }],
  ['days with gaps', [0, 1, 2, 5, 6, 7, 9], true, { unit: 'day', every: 1 }],
  ['quarters of an hour', every(40, 1 / 96).map((at) => 18_000.3 + at), true, { unit: 'minute', every: 15 }],
  ['years as numbers', every(30, 1).map((i) => 1700 + i), false, { unit: 'number', every: 1 }],
  ['no frequency', [0, 1.3, 2.9, 7.1, 8, 11.7], true, null],
])('%s', (_, moments, isDate, frequency) => {
  expect(findFrequency(Float64Array.from(moments), isDate)).toEqual(frequency);
});

const frequencies = fc.record({
  unit: fc.constantFrom('second', 'minute', 'hour', 'day', 'week', 'month', 'number'),
  every: fc.integer({ min: 1, max: 20 }),
}) as fc.Arbitrary<Frequency>;

test('the moment of a step lies in that step, and spans tell horizons apart', () => {
  fc.assert(
    fc.property(
      frequencies,
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 1, max: 40 }),
      (frequency, origin, step, horizon) => {
        const at = (number: number) => momentOf(frequency, origin, number);
        expect(stepOf(frequency, origin, at(step))).toBe(step);
        const span = leastSpan(frequency, horizon);
        expect(at(step + horizon) - at(step)).toBeGreaterThanOrEqual(span);
        expect(at(step + horizon - 1) - at(step)).toBeLessThan(span);
      },
    ),
    { numRuns: 1000 },
  );
});

test('seasons and words', () => {
  expect(usualSeason({ unit: 'month', every: 1 })).toBe(12);
  expect(usualSeason({ unit: 'minute', every: 15 })).toBe(96);
  expect(usualSeason({ unit: 'month', every: 12 })).toBeNull();
  expect(frequencyText({ unit: 'month', every: 3 })).toBe('quarter');
  expect(frequencyText({ unit: 'minute', every: 15 })).toBe('15 minutes');
});
