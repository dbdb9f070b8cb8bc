// Splits by groups, time, folds and a column of the file.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeNamed } from '../../../src/core/choices/splits/part-names';
import { type Parts, places } from '../../../src/core/choices/splits/split';
import { createRandom } from '../../../src/core/random';
import { inputOf, sizes, splitBy } from './split-input';

const numbers = (length: number, of: (i: number) => number) => Int32Array.from({ length }, (_, i) => of(i));
const partsOf = (parts: Parts) => Object.values(parts) as Int32Array[];

const groupsOfRows = fc
  .tuple(
    fc.integer({ min: 1, max: 2 ** 30 }),
    fc.integer({ min: 40, max: 200 }),
    fc.integer({ min: 8, max: 30 }),
  )
  .map(([seed, rows, count]) => {
    const random = createRandom(seed);
    // The first groups come up surely, the rest at random and of different sizes.
    return numbers(rows, (row) => (row < count ? row : Math.floor(random.uniform() ** 2 * count)));
  });

/** The group numbers that a part holds. */
const within = (part: Int32Array, groups: Int32Array) => new Set(part.map((row) => groups[row] as number));

function expectWhole(parts: Parts, groups: Int32Array) {
  const seen = partsOf(parts).map((part) => within(part, groups));
  const all = seen.flatMap((set) => [...set]);
  expect(new Set(all).size).toBe(all.length);
}

describe('by group', () => {
  test('no group is in two parts, every row is in one, and the shares are near', () => {
    fc.assert(
      fc.property(groupsOfRows, fc.boolean(), (groups, hasClasses) => {
        const rows = groups.length;
        const classes = hasClasses ? numbers(rows, (row) => (row * 7) % 3) : null;
        const parts = splitBy({ kind: 'group' }, { rows, groups, classes });
        expectWhole(parts, groups);
        expect(sizes(parts).reduce((sum, size) => sum + size, 0)).toBe(rows);
        expect(Math.min(...sizes(parts))).toBeGreaterThan(0);
        const largest = Math.max(
          ...(new Set(groups).size
            ? [...new Set(groups)].map((one) => groups.filter((g) => g === one).length)
            : [0]),
        );
        expect(Math.abs(parts.test.length - rows * 0.2)).toBeLessThanOrEqual(largest);
        expect(Math.abs(parts.validation.length - rows * 0.15)).toBeLessThanOrEqual(largest);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('three groups fill three parts', () => {
    const groups = numbers(30, (row) => Math.floor(row / 10));
    expect(sizes(splitBy({ kind: 'group' }, { rows: 30, groups }))).toEqual([10, 10, 10]);
  });

  test('classes are spread over the parts where groups are of one class', () => {
    const groups = numbers(400, (row) => Math.floor(row / 4));
    const classes = groups.map((group) => group % 2);
    const parts = splitBy({ kind: 'group', validation: 0.2, test: 0.2 }, { rows: 400, groups, classes });
    expect(sizes(parts)).toEqual([240, 80, 80]);
    for (const part of partsOf(parts))
      expect(part.filter((row) => classes[row] === 1).length).toBe(part.length / 2);
  });

  test('needs the role', () => {
    expect(() => splitBy({ kind: 'group' }, { rows: 10 })).toThrow(/goes by groups, but no column/);
  });
});

describe('by time', () => {
  const shuffled = (rows: number) => Float64Array.from({ length: rows }, (_, row) => (row * 37) % rows);

  test('validation is later than training, the test latest, in the shares asked for', () => {
    const times = shuffled(100);
    const parts = splitBy({ kind: 'time-ordered', validation: 0.15, test: 0.2 }, { rows: 100, times });
    expect(sizes(parts)).toEqual([65, 15, 20]);
    const span = (part: Int32Array) => [...part].map((row) => times[row] as number);
    expect(Math.max(...span(parts.train))).toBeLessThan(Math.min(...span(parts.validation)));
    expect(Math.max(...span(parts.validation))).toBeLessThan(Math.min(...span(parts.test)));
  });

  test('rows of one moment stay together, and parts are in order, whatever the times', () => {
    const anyTimes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 40, maxLength: 150 });
    fc.assert(
      fc.property(
        anyTimes,
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom('rows', 'time'),
        (values, gap, gapIn) => {
          const times = Float64Array.from(values);
          const parts = splitBy({ kind: 'time-ordered', gap, gapIn }, { rows: times.length, times });
          const [train, validation, tested] = partsOf(parts).map((part) =>
            [...part].map((row) => times[row] as number),
          );
          const last = (part: number[] | undefined) => Math.max(Number.NEGATIVE_INFINITY, ...(part ?? []));
          const first = (part: number[] | undefined) => Math.min(Number.POSITIVE_INFINITY, ...(part ?? []));
          const least = gapIn === 'time' ? gap : 0;
          expect(first(validation) - last(train)).toBeGreaterThanOrEqual(Math.max(least, 1e-9));
          expect(first(tested) - last(validation)).toBeGreaterThanOrEqual(Math.max(least, 1e-9));
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });

  test('rows without a time are in no part', () => {
    const times = shuffled(50).map((time, row) => (row < 5 ? Number.NaN : time));
    const parts = splitBy({ kind: 'time-ordered' }, { rows: 50, times });
    expect(sizes(parts).reduce((sum, size) => sum + size, 0)).toBe(45);
    for (const part of partsOf(parts)) expect(Math.min(...part)).toBeGreaterThanOrEqual(5);
  });

  test('needs the role', () => {
    expect(() => splitBy({ kind: 'time-ordered' }, { rows: 10 })).toThrow(/goes by time, but no column/);
  });
});

describe('folds', () => {
  const ways = {
    rows: {},
    classes: { classes: numbers(120, (row) => (row % 5 === 0 ? 1 : 0)) },
    groups: { groups: numbers(120, (row) => Math.floor(row / 4)) },
  };

  test.each(Object.entries(ways))(
    'by %s: every row is tested once, and never trains while it is',
    (_way, given) => {
      for (const repeat of [1, 2]) {
        const tested = [1, 2, 3, 4].flatMap((fold) => {
          const parts = splitBy(
            { kind: 'k-fold', folds: 4, fold, repeats: 2, repeat },
            {
              rows: 120,
              ...given,
            },
          );
          expect(sizes(parts).reduce((sum, size) => sum + size, 0)).toBe(120);
          expect(Math.abs(parts.validation.length - 0.15 * 90)).toBeLessThanOrEqual(4);
          if ('groups' in given) expectWhole(parts, given.groups);
          return [...parts.test];
        });
        expect(tested.sort((a, b) => a - b)).toEqual([...Array(120).keys()]);
      }
    },
  );

  test('without a validation share the fold itself validates', () => {
    const parts = splitBy({ kind: 'k-fold', folds: 4, validation: 0 }, { rows: 100 });
    expect(sizes(parts)).toEqual([75, 25, 0]);
    expect(sizes(splitBy({ kind: 'k-fold', folds: 4 }, { rows: 100, testFile: true }))).toEqual([75, 25, 0]);
  });

  test('as many groups as folds still leave groups that validate', () => {
    const groups = numbers(60, (row) => row % 5);
    for (const fold of [1, 2, 3, 4, 5]) {
      const parts = splitBy({ kind: 'k-fold', folds: 5, fold }, { rows: 60, groups });
      expect(Math.min(...sizes(parts))).toBeGreaterThan(0);
      expectWhole(parts, groups);
    }
  });

  test('by time the window expands: what trains and validates is earlier than what is tested', () => {
    const times = Float64Array.from({ length: 120 }, (_, row) => (row * 7) % 120);
    let before = 0;
    for (const fold of [1, 2, 3]) {
      const parts = splitBy({ kind: 'k-fold', folds: 3, fold }, { rows: 120, times });
      const of = (part: Int32Array) => [...part].map((row) => times[row] as number);
      expect(Math.max(...of(parts.train))).toBeLessThan(Math.min(...of(parts.validation)));
      expect(Math.max(...of(parts.validation))).toBeLessThan(Math.min(...of(parts.test)));
      expect(parts.train.length + parts.validation.length).toBe(30 * fold);
      expect(parts.train.length).toBeGreaterThan(before);
      before = parts.train.length;
    }
  });

  test('the fold and the repeat must exist', () => {
    expect(() => splitBy({ kind: 'k-fold', folds: 3, fold: 4 }, { rows: 9 })).toThrow(
      /at most the number of folds/,
    );
    expect(() => splitBy({ kind: 'k-fold', repeat: 2 }, { rows: 9 })).toThrow(
      /at most the number of repeats/,
    );
  });
});

describe('a column of parts', () => {
  const { train, validation, test: tests, nowhere } = places;

  test.each([
    ['train', train],
    ['Training', train],
    ['TRAIN_SET', null],
    ['val', validation],
    ['Valid.', validation],
    ['dev', validation],
    ['Test', tests],
    ['hold-out', tests],
    ['3', null],
    ['', null],
  ])('%s', (word, place) => expect(placeNamed(word)).toBe(place));

  test('is obeyed; rows without a word are left out', () => {
    const named = Uint8Array.of(train, tests, validation, nowhere, train);
    const parts = splitBy({ kind: 'column' }, { rows: 5, named });
    expect(partsOf(parts).map((part) => [...part])).toEqual([[0, 4], [2], [1]]);
    const withFile = splitBy({ kind: 'column' }, { rows: 5, named, testFile: true });
    expect(sizes(withFile)).toEqual([2, 1, 0]);
  });

  test('without validation rows a share of the training rows validates', () => {
    const named = Uint8Array.from({ length: 100 }, (_, row) => (row < 20 ? tests : train));
    const classes = numbers(100, (row) => row % 2);
    const parts = splitBy({ kind: 'column', validation: 0.25 }, { rows: 100, named, classes });
    expect(sizes(parts)).toEqual([60, 20, 20]);
    expect(parts.validation.filter((row) => classes[row] === 1).length).toBe(10);
  });

  test('needs the role', () => {
    expect(() => splitBy({ kind: 'column' }, inputOf({ rows: 10 }))).toThrow(/none is given/);
  });
});
