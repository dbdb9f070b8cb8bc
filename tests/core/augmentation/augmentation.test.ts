// What holds for every way to more data, and what each of them says where rows do not suffice.
import { describe, expect, test } from 'vitest';
import { augmentationOf, augmentedWeights, augmentRows } from '../../../src/core/augmentation/augment';
import { countSources } from '../../../src/core/augmentation/count-sources';
import type { Augmentation, TrainingRows } from '../../../src/core/augmentation/training-rows';
import { augmentationSchema, augmentations } from '../../../src/core/choices/augmentations';
import { createRandom } from '../../../src/core/random';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import { pearson } from '../../../src/core/statistics/correlation';

const ROWS = 60;
const WIDTH = 12;

/** Eight number columns, a group of three indicators and a flag; classes of 45, 9 and 6 rows, or a sum as target. */
function sample(task: 'classes' | 'number'): TrainingRows {
  const random = createRandom(8);
  const x = new Float32Array(ROWS * WIDTH);
  const targets = new Float32Array(ROWS);
  for (let row = 0; row < ROWS; row++) {
    const number = row < 45 ? 0 : row < 54 ? 1 : 2;
    const a = random.normal() + number;
    const b = 0.8 * a + 0.3 * random.normal();
    const category = random.integer(3);
    const noise = Array.from({ length: 6 }, () => random.normal());
    const indicators = [0, 1, 2].map((one) => Number(one === category));
    x.set([a, b, ...noise, ...indicators, random.integer(2)], row * WIDTH);
    targets[row] = task === 'classes' ? number : a + b;
  }
  return {
    rows: ROWS,
    layout: { width: WIDTH, numbers: 8, groups: [[8, 9, 10], [11]], codes: [] },
    x,
    targets,
    classes: task === 'classes' ? ['a', 'b', 'c'] : [],
    steps: 8,
  };
}

const recipeOf = (augment: object) => recipeSchema.parse({ data: { target: 'y' }, augment });
const wayOf = (augment: object, rows: TrainingRows) =>
  augmentationOf(recipeOf(augment), rows.classes) as Augmentation;
const make = (augment: object, rows: TrainingRows, epoch = 0) =>
  augmentRows(wayOf(augment, rows), rows, 3, epoch);
const countsOf = ({ targets }: { targets: Float32Array }) =>
  [0, 1, 2].map((number) => targets.reduce((sum, target) => sum + Number(target === number), 0));

describe.each(augmentations.filter(({ kind }) => kind !== 'none').map(({ kind }) => kind))('%s', (kind) => {
  const settings = augmentationSchema.parse({ kind });
  const tasks = (['classes', 'number'] as const).filter((task) => {
    try {
      return wayOf(settings, sample(task));
    } catch {
      return false;
    }
  });

  test.each(tasks)('is the same for the same seed and leaves the rows as they are (%s)', (task) => {
    const rows = sample(task);
    const before = rows.x.slice();
    const { kept, added } = make(settings, rows);
    expect(make(settings, sample(task))).toEqual({ kept, added });
    expect(rows.x).toEqual(before);
    expect(added.x.length).toBe(added.targets.length * WIDTH);
    expect(added.sources.length).toBe(added.targets.length);
    expect(added.weights.length).toBe(added.targets.length);
    expect(added.x.every(Number.isFinite)).toBe(true);
    for (const source of added.sources) expect(source).toBeLessThan(ROWS);
    expect((kept?.length ?? 0) + added.targets.length).toBeGreaterThan(0);
  });

  test.each(tasks)('epochs with rows of their own have equally many (%s)', (task) => {
    const rows = sample(task);
    if (!wayOf(settings, rows).renews) return;
    const [one, other] = [make(settings, rows, 0).added, make(settings, rows, 1).added];
    expect(other.targets.length).toBe(one.targets.length);
    expect(other.x).not.toEqual(one.x);
  });

  test('classes become as many as the largest where that is the aim', () => {
    const rows = sample('classes');
    if (!tasks.includes('classes') || !('ratio' in settings) || kind === 'random-under') return;
    const [a, b, c] = countsOf(make(settings, rows).added) as [number, number, number];
    expect(a).toBe(0);
    // ADASYN rounds the rows of each base.
    for (const [made, lacked] of [
      [b, 36],
      [c, 39],
    ] as const)
      expect(Math.abs(made - lacked)).toBeLessThan(kind === 'adasyn' ? 6 : 1);
  });
});

test('undersampling keeps all rows of the smallest class and the ratio to it', () => {
  const rows = sample('classes');
  const { kept } = make({ kind: 'random-under', ratio: 0.5 }, rows);
  const targets = Float32Array.from(kept ?? [], (row) => rows.targets[row] as number);
  expect(countsOf({ targets })).toEqual([12, 9, 6]);
  expect([...(kept ?? [])]).toEqual([...new Set(kept)].sort((a, b) => a - b));
});

test('categories of made rows are whole', () => {
  const rows = sample('classes');
  for (const kind of ['smote-nc', 'gaussian-copula', 'gaussian-noise']) {
    const { added } = make({ kind }, rows);
    for (let at = 0; at < added.x.length; at += WIDTH) {
      expect(added.x.subarray(at + 8, at + 11).sort(), kind).toEqual(Float32Array.of(0, 0, 1));
      expect([0, 1]).toContain(added.x[at + 11]);
    }
  }
});

test('a copula keeps the range of each column, the correlation and the mean of the target', () => {
  const rows = sample('number');
  const { added } = make({ kind: 'gaussian-copula', share: 20, bins: 1 }, rows);
  const column = (x: Float32Array, i: number) =>
    Float64Array.from({ length: x.length / WIDTH }, (_, row) => x[row * WIDTH + i] as number);
  const [real, made] = [rows.x, added.x].map((x) => [column(x, 0), column(x, 1)]) as [
    Float64Array[],
    Float64Array[],
  ];
  expect(Math.min(...(made[0] ?? []))).toBeGreaterThanOrEqual(Math.min(...(real[0] ?? [])));
  expect(pearson(made[0] ?? [], made[1] ?? [])).toBeCloseTo(pearson(real[0] ?? [], real[1] ?? []) ?? 0, 1);
  expect(pearson(made[0] ?? [], added.targets)).toBeCloseTo(pearson(real[0] ?? [], rows.targets) ?? 0, 1);
});

test('a mixture of two classes is two rows whose weights add up to one', () => {
  const { added } = make({ kind: 'mixup', share: 1 }, sample('classes'));
  expect(added.targets.length).toBe(2 * ROWS);
  for (let i = 0; i < added.targets.length; i += 2) {
    expect((added.weights[i] as number) + (added.weights[i + 1] as number)).toBeCloseTo(1, 6);
    expect(added.x.subarray(i * WIDTH, (i + 1) * WIDTH)).toEqual(
      added.x.subarray((i + 1) * WIDTH, (i + 2) * WIDTH),
    );
  }
});

test('C-mixup draws partners that are near in the target', () => {
  const rows = sample('number');
  const spread = (bandwidth: number) => {
    const { added } = make({ kind: 'c-mixup', share: 20, alpha: 1, bandwidth }, rows);
    return added.targets.reduce(
      (sum, target, i) => sum + Math.abs(target - (rows.targets[added.sources[i] as number] as number)),
      0,
    );
  };
  expect(spread(0.05)).toBeLessThan(0.2 * spread(50));
});

test('sources are counted class by class', () => {
  const rows = sample('classes');
  expect(countSources(rows, make({ kind: 'random-over' }, rows))).toMatchObject({
    rows: ROWS,
    removed: 0,
    made: 75,
    sources: [
      { class: 'b', made: 36, from: 9 },
      { class: 'c', made: 39, from: 6 },
    ],
  });
  const drawn = countSources(rows, make({ kind: 'gaussian-copula' }, rows));
  expect(drawn.sources[0]).toEqual({ class: 'b', made: 36, from: 9 });
});

test('made rows count as much as their sources, all rows one on average', () => {
  const rows = sample('classes');
  const augmented = make({ kind: 'random-over' }, rows);
  expect(augmentedWeights(rows, augmented, null)).toBeNull();
  const own = Float32Array.from({ length: ROWS }, (_, row) => 1 + (row % 2));
  const weights = augmentedWeights(rows, augmented, own) as Float32Array;
  expect(weights.reduce((sum, weight) => sum + weight, 0) / weights.length).toBeCloseTo(1, 5);
  const scale = (weights[0] as number) / (own[0] as number);
  for (const [i, source] of augmented.added.sources.entries())
    expect(weights[ROWS + i]).toBeCloseTo((own[source] as number) * scale, 5);
});

describe('faults are said in words', () => {
  const few = (): TrainingRows => {
    const rows = sample('classes');
    return { ...rows, targets: rows.targets.map((_, row) => Number(row > 56)) };
  };
  test.each([
    ['smote', few(), /class "b" has 3 training rows, too few to have 5 neighbours/],
    ['smote-nc', few(), /too few to have 5 neighbours/],
    ['gaussian-copula', few(), /distribution is learned from 5/],
    ['smote', sample('number'), /target is a number/],
    ['c-mixup', sample('classes'), /has classes/],
    ['jitter', { ...sample('classes'), steps: 1 }, /window of a time series/],
    ['jitter', { ...sample('classes'), steps: 3 }, /cannot be read as 3 time steps/],
    [
      'smote',
      { ...sample('classes'), layout: { width: WIDTH, numbers: 8, groups: [[8, 9, 10]], codes: [11] } },
      /codes of categories/,
    ],
    [
      'smote-nc',
      { ...sample('classes'), layout: { width: WIDTH, numbers: 0, groups: [[8, 9, 10]], codes: [11] } },
      /at least one number column/,
    ],
  ])('%s', (kind, rows, message) => {
    expect(() => make({ kind }, rows)).toThrow(message);
  });
});
