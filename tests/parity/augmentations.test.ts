// Ways to more data against imbalanced-learn and published series transformations, given the same draws (augmentations.py).
import { expect, test } from 'vitest';
import type { Augmentation, RowLayout, TrainingRows } from '../../src/core/augmentation/training-rows';
import { augmentationSchema, augmentations } from '../../src/core/choices/augmentations';
import { createChoice } from '../../src/core/choices/choice';
import type { Random } from '../../src/core/random';
import golden from './golden/augmentations.json';

interface Draws {
  integers?: readonly number[];
  uniforms?: readonly number[];
  normals?: readonly number[];
}

/** Gives recorded draws; throws where more are asked for than were recorded. */
function replay({ integers = [], uniforms = [], normals = [] }: Draws): Random & { left(): number } {
  const take = (list: number[]) => {
    const [next] = list.splice(0, 1);
    if (next === undefined) throw new Error('More draws than were recorded');
    return next;
  };
  const [ints, evens, scores] = [[...integers], [...uniforms], [...normals]];
  return {
    integer: () => take(ints),
    uniform: () => take(evens),
    normal: () => take(scores),
    left: () => ints.length + evens.length + scores.length,
  };
}

const create = (settings: object) =>
  createChoice<Augmentation | null>(augmentations, augmentationSchema.parse(settings)) as Augmentation;

function rowsOf(x: readonly (readonly number[])[], layout: Partial<RowLayout> = {}): TrainingRows {
  const width = x[0]?.length as number;
  return {
    rows: x.length,
    layout: { width, numbers: width, groups: [], codes: [], ...layout },
    x: Float32Array.from(x.flat()),
    targets: Float32Array.from(golden.targets),
    classes: ['a', 'b', 'c'],
    steps: 1,
  };
}

function expectRows(found: Float32Array, expected: readonly (readonly number[])[]): void {
  const flat = expected.flat();
  expect(found.length).toBe(flat.length);
  for (const [i, value] of flat.entries()) expect(found[i]).toBeCloseTo(value, 4);
}

const made: Record<string, { x: number[][]; targets: number[]; integers: number[]; uniforms: number[] }> =
  golden.made;

test.each([
  ['random-over', { kind: 'random-over' }],
  ['smote', { kind: 'smote' }],
  ['borderline-1', { kind: 'borderline-smote' }],
  ['borderline-2', { kind: 'borderline-smote', variant: 'borderline-2' }],
  ['adasyn', { kind: 'adasyn' }],
])('%s makes the rows of imbalanced-learn', (name, settings) => {
  const expected = made[name];
  if (!expected) throw new Error(`No golden values of ${name}`);
  const draws = replay(expected);
  const { kept, added } = create(settings).augment(rowsOf(golden.numbers), draws);
  expect(kept).toBeNull();
  expect(draws.left()).toBe(0);
  expect([...added.targets]).toEqual(expected.targets);
  expectRows(added.x, expected.x);
});

test('SMOTE-NC makes the rows of imbalanced-learn, whether categories are flags, groups or codes', () => {
  const expected = made['smote-nc'];
  if (!expected) throw new Error('No golden values');
  const pairs = golden.numbers.map((row, i) => [
    ...row,
    ...(golden.flags[i] as number[]).flatMap((flag) => [1 - flag, flag]),
  ]);
  const coded = golden.numbers.map((row, i) => [...row, ...(golden.flags[i] as number[])]);
  const inPairs = expected.x.map((row) => [
    ...row.slice(0, 3),
    ...row.slice(3).flatMap((flag) => [1 - flag, flag]),
  ]);
  const ways: [number[][], Partial<RowLayout>, number[][]][] = [
    [coded, { numbers: 3, groups: [[3], [4]] }, expected.x],
    [coded, { numbers: 3, codes: [3, 4] }, expected.x],
    [
      pairs,
      {
        numbers: 3,
        groups: [
          [3, 4],
          [5, 6],
        ],
      },
      inPairs,
    ],
  ];
  for (const [x, layout, wanted] of ways) {
    const { added } = create({ kind: 'smote-nc' }).augment(rowsOf(x, layout), replay(expected));
    expect([...added.targets]).toEqual(expected.targets);
    expectRows(added.x, wanted);
  }
});

const window = (): TrainingRows => ({
  ...rowsOf([golden.series.flat()]),
  targets: Float32Array.of(0),
  steps: golden.series.length,
});

test('time warp, window slicing and permutation give the published transformations', () => {
  const { timeWarp, windowSlicing, permutation } = golden;
  const run = (settings: object, draws: Draws) => create(settings).augment(window(), replay(draws)).added.x;
  expectRows(run({ kind: 'time-warp', deviation: 0.2, knots: 4 }, timeWarp), timeWarp.x);
  expectRows(
    run({ kind: 'window-slicing', part: 0.9 }, { integers: [windowSlicing.start] }),
    windowSlicing.x,
  );
  // Three pieces; Fisher and Yates's draws 1 and 0 turn 0, 1, 2 into 2, 0, 1.
  expect(permutation.order).toEqual([2, 0, 1]);
  expectRows(run({ kind: 'permutation' }, { integers: [2, 1, 0] }), permutation.x);
});
