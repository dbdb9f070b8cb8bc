// Splitters: every row in one part, sizes as asked, classes in their shares, rare classes train.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChoice } from '../../../src/core/choices/choice';
import { splits } from '../../../src/core/choices/splits';
import { type Parts, places, type SplitInput, type Splitter } from '../../../src/core/choices/splits/split';
import { createRandom } from '../../../src/core/random';

type Given = Pick<SplitInput, 'rows' | 'classes' | 'random'>;

/** The parts of rows that are split for the first time. */
const create =
  (kind: string, validation = 0.2, test = 0.2) =>
  (given: Given): Parts => {
    const settings = { kind, validation, test };
    const splitter = createChoice<Splitter>(splits, settings);
    const input = inputOf(given);
    return splitter.parts(splitter.place(input), input);
  };

const inputOf = (given: Given & Partial<SplitInput>): SplitInput => ({
  groups: null,
  times: null,
  named: null,
  testFile: false,
  known: new Uint8Array(given.rows).fill(places.unknown),
  ...given,
});

const sizes = ({ train, validation, test }: Parts) => [train.length, validation.length, test.length];

describe.each(['stratified', 'random'])('%s', (kind) => {
  test('every row is in one part, ascending, with training rows, and sizes within a row of the shares', () => {
    const shares = fc.record({
      validation: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      test: fc.double({ min: 0, max: 0.4, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 300 }),
        shares,
        fc.integer({ min: 1, max: 5 }),
        (rows, share, many) => {
          const classes = Int32Array.from({ length: rows }, (_, row) => (row * 7) % many);
          const input = { rows, classes, random: createRandom(rows) };
          const parts = create(kind, share.validation, share.test)(input);
          const all = [parts.train, parts.validation, parts.test].flatMap((part) => [...part]);
          expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, row) => row));
          for (const part of Object.values(parts) as Int32Array[])
            expect(Array.from(part)).toEqual(Array.from(part).sort((a, b) => a - b));
          expect(parts.train.length).toBeGreaterThan(0);
          // Classes so small that the one row which always trains upsets the shares.
          if (((1 - share.validation - share.test) * rows) / many < 2) return;
          expect(Math.abs(parts.test.length - rows * share.test)).toBeLessThanOrEqual(1);
          expect(Math.abs(parts.validation.length - rows * share.validation)).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  test('the same seed gives the same parts, another seed others', () => {
    const draw = (seed: number) => create(kind)({ rows: 50, classes: null, random: createRandom(seed) });
    expect(draw(1)).toEqual(draw(1));
    expect(draw(2)).not.toEqual(draw(1));
  });

  test('no test part where none is asked for', () => {
    expect(sizes(create(kind, 0.25, 0)({ rows: 100, classes: null, random: createRandom(1) }))).toEqual([
      75, 25, 0,
    ]);
  });

  test('shares that leave no rows to train on are refused', () => {
    const { schema } = splits.find((choice) => choice.kind === kind)!;
    expect(schema.safeParse({ kind, validation: 0.5, test: 0.5 }).success).toBe(false);
    expect(schema.safeParse({ kind, validation: 0.9, test: 0.05 }).success).toBe(true);
  });
});

test('stratified parts have the classes in their shares', () => {
  const classes = Int32Array.from({ length: 1000 }, (_, row) => (row % 10 === 0 ? 1 : 0));
  const parts = create('stratified')({ rows: 1000, classes, random: createRandom(1) });
  expect(sizes(parts)).toEqual([600, 200, 200]);
  const ofClass1 = (part: Int32Array) => part.filter((row) => classes[row] === 1).length;
  expect([ofClass1(parts.train), ofClass1(parts.validation), ofClass1(parts.test)]).toEqual([60, 20, 20]);
});

test('a class of one row trains, and one of two rows is never without a training row', () => {
  for (let seed = 0; seed < 20; seed++) {
    const classes = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2);
    const parts = create('stratified', 0.3, 0.3)({ rows: 11, classes, random: createRandom(seed) });
    expect(Array.from(parts.train)).toContain(8);
    expect(Array.from(parts.train).some((row) => classes[row] === 2)).toBe(true);
    expect(parts.validation.length).toBeGreaterThan(0);
  }
});

test('small classes share out their few spare rows', () => {
  const classes = Int32Array.from({ length: 100 }, (_, row) => row >> 1);
  const parts = create('stratified', 0.4, 0.4)({ rows: 100, classes, random: createRandom(1) });
  expect(sizes(parts)).toEqual([50, 25, 25]);
});

test('many classes of one row do not rob the others of their training rows', () => {
  const classes = Int32Array.from({ length: 120 }, (_, row) => (row < 100 ? row : 100));
  const parts = create('stratified')({ rows: 120, classes, random: createRandom(1) });
  const large = Array.from({ length: 20 }, (_, i) => 100 + i);
  const trained = large.filter((row) => parts.train.includes(row));
  expect(trained.length).toBeGreaterThanOrEqual(10);
});
