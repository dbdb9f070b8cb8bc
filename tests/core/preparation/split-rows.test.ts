// The parts: complete, without overlap, of the sizes asked for, the same for the same seed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HoneError } from '../../../src/core/errors';
import { resolveTarget } from '../../../src/core/preparation/resolve-target';
import { splitRows } from '../../../src/core/preparation/split-rows';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import { range, tableOf } from './tables';

interface Case {
  values: (string | null)[] | (number | null)[];
  kind: 'random' | 'stratified';
  validation: number;
  test: number;
  seed: number;
  testFile: boolean;
}

function split({ values, kind, validation, test: share, seed, testFile }: Case) {
  const table = tableOf({ x: range(values.length), y: values });
  const task = typeof values.find((value) => value !== null) === 'number' ? 'regression' : 'classification';
  const recipe = recipeSchema.parse({
    seed,
    data: { target: 'y', task },
    split: { kind, validation, test: share },
  });
  const target = resolveTarget(table, recipe);
  return { target, parts: splitRows(table, target, recipe, { testFile }).parts };
}

const cases: fc.Arbitrary<Case> = fc.record({
  values: fc.oneof(
    fc.array(fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c', null), { minLength: 30, maxLength: 200 }),
    fc.array(fc.option(fc.integer(), { freq: 10 }), { minLength: 30, maxLength: 200 }),
  ),
  kind: fc.constantFrom('random', 'stratified'),
  validation: fc.double({ min: 0.1, max: 0.4, noNaN: true }),
  test: fc.double({ min: 0.1, max: 0.4, noNaN: true }),
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  testFile: fc.boolean(),
});

/** The generated targets that can be learned at all. */
function property(check: (value: Case) => void) {
  const learnable = cases.filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1);
  fc.assert(fc.property(learnable, check));
}

test('every row with a target is in exactly one part, in ascending order', () => {
  property((one) => {
    const { target, parts } = split(one);
    for (const part of Object.values(parts) as Int32Array[])
      expect([...part]).toEqual([...part].sort((a, b) => a - b));
    const all = [...parts.train, ...parts.validation, ...parts.test].sort((a, b) => a - b);
    expect(all).toEqual([...target.rows]);
  });
});

test('the parts have the sizes asked for, to a row', () => {
  property((one) => {
    const { target, parts } = split(one);
    const rows = target.rows.length;
    const testRows = one.testFile ? 0 : rows * one.test;
    expect(Math.abs(parts.test.length - testRows)).toBeLessThanOrEqual(1);
    expect(Math.abs(parts.validation.length - rows * one.validation)).toBeLessThanOrEqual(1);
  });
});

test('the same seed gives the same parts, another seed others', () => {
  property((one) => {
    expect(split(one).parts).toEqual(split(one).parts);
  });
  const one: Case = {
    values: range(100),
    kind: 'random',
    validation: 0.2,
    test: 0.2,
    seed: 1,
    testFile: false,
  };
  expect(split(one).parts).not.toEqual(split({ ...one, seed: 2 }).parts);
});

test('a stratified split keeps the mix of classes to two rows', () => {
  property((one) => {
    const { target, parts } = split({ ...one, kind: 'stratified' });
    if (target.task === 'regression') return;
    for (const part of [parts.validation, parts.test]) {
      for (const k of target.classes.keys()) {
        const inPart = part.filter((row) => target.values[row] === k).length;
        const inAll = target.rows.filter((row) => target.values[row] === k).length;
        expect(Math.abs(inPart - (inAll * part.length) / target.rows.length)).toBeLessThan(2);
      }
    }
  });
});

test('a class that comes up once trains', () => {
  const values = [...range(40).map((i) => (i % 2 === 0 ? 'a' : 'b')), 'rare'];
  for (const seed of range(20)) {
    const { parts } = split({
      values,
      kind: 'stratified',
      validation: 0.3,
      test: 0.3,
      seed,
      testFile: false,
    });
    expect(parts.train).toContain(40);
  }
});

describe('too few rows', () => {
  test.each([
    [['a', 'b'], 'validation'],
    [['a', 'b', 'c', 'd'], 'validation'],
    [[1, 2], 'validation'],
  ])('%j leaves none for the %s part', (values, part) => {
    const refused = () =>
      split({
        values: values as string[],
        kind: 'stratified',
        validation: 0.2,
        test: 0.2,
        seed: 1,
        testFile: false,
      });
    expect(refused).toThrow(HoneError);
    expect(refused).toThrow(new RegExp(`none is left for the ${part} part`));
  });
});
