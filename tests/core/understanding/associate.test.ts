// Which measures fit which columns, and what missing values do to them.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random';
import { pearson, spearman } from '../../../src/core/statistics/correlation';
import { foldsOf, skillAlone, treeTarget } from '../../../src/core/understanding/alone';
import { associate, measurePair } from '../../../src/core/understanding/associate';
import type { ClassFeature, NumberFeature } from '../../../src/core/understanding/feature';
import { askTree, growTree } from '../../../src/core/understanding/tiny-tree';

const ROWS = 400;
const random = createRandom(2);
const numbers = (make: (row: number) => number): NumberFeature => ({
  ...{ name: 'x', as: 'numbers' },
  values: Float64Array.from({ length: ROWS }, (_, row) => make(row)),
});
const classes = (count: number, make: (row: number) => number): ClassFeature => ({
  ...{ name: 'c', as: 'classes', classes: count },
  codes: Int32Array.from({ length: ROWS }, (_, row) => make(row)),
});

const x = numbers(() => random.normal());
const y = numbers((row) => (x.values[row] as number) + random.normal());
const kind = classes(3, (row) =>
  (x.values[row] as number) < -0.5 ? 0 : (x.values[row] as number) < 0.5 ? 1 : 2,
);

describe('measures by type', () => {
  test('numbers', () => {
    const found = associate(x, y, createRandom(1));
    expect(found).toMatchObject({ rows: ROWS, correlationRatio: null, cramersV: null });
    expect(found.pearson).toBeCloseTo(pearson(x.values, y.values) as number, 12);
    expect(found.strength).toBe(Math.max(found.pearson as number, found.spearman as number));
    // Of a normal pair of correlation 0.7 it is −½ ln(1 − 0.5).
    expect(found.mutualInformation).toBeGreaterThan(0.2);
    expect(found.mutualInformation).toBeLessThan(0.5);
  });

  test('numbers and classes, either way round', () => {
    const found = associate(x, kind, createRandom(1));
    expect(found).toMatchObject({ pearson: null, spearman: null, cramersV: null });
    expect(found.strength).toBe(found.correlationRatio);
    expect(associate(kind, x, createRandom(1)).correlationRatio).toBe(found.correlationRatio);
    expect(measurePair(kind, x)).toMatchObject({
      measure: 'correlation-ratio',
      value: found.correlationRatio,
    });
  });

  test('classes', () => {
    const found = associate(kind, kind, createRandom(1));
    expect(found.cramersV).toBeCloseTo(1, 12);
    expect(found).toMatchObject({ pearson: null, correlationRatio: null });
  });
});

test('rows with a gap in one of the two are left out', () => {
  const gaps = numbers((row) => (row % 4 === 0 ? Number.NaN : (x.values[row] as number)));
  const rows = [...Array(ROWS).keys()].filter((row) => row % 4 !== 0);
  const found = associate(gaps, y, createRandom(1));
  const at = (values: Float64Array) => rows.map((row) => values[row] as number);
  expect(found.rows).toBe(rows.length);
  expect(found.spearman).toBeCloseTo(spearman(at(x.values), at(y.values)) as number, 12);
  expect(
    associate(
      numbers(() => Number.NaN),
      y,
      createRandom(1),
    ),
  ).toMatchObject({ rows: 0, strength: 0 });
});

describe('the tiny tree', () => {
  test('finds the limit of a step, and says what is on either side', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => i);
    const target = { width: 1, values: values.map((value) => (value < 37 ? 2 : 5)) };
    const tree = growTree(values, [...values.keys()], target);
    expect(tree.limits).toEqual([36.5]);
    expect([-10, 36, 37, 1000].map((value) => askTree(tree, value)[0])).toEqual([2, 2, 5, 5]);
  });

  test('splits no equal values and leaves five rows in a leaf', () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => i % 3);
    const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
    const target = { width: 1, values: Float64Array.from(values, (_, i) => i) };
    expect(growTree(values, order, target).leaves.length).toBeLessThanOrEqual(3);
    const few = growTree(values.slice(0, 9), [0, 3, 6, 1, 4, 7, 2, 5, 8], target);
    expect(few.leaves).toHaveLength(1);
  });
});

describe('what a column says alone', () => {
  const folds = foldsOf(ROWS, 1);
  const alone = (feature: NumberFeature | ClassFeature, target: NumberFeature | ClassFeature) =>
    skillAlone(feature, target, treeTarget(target), folds) as number;

  test('all of it, none of it, and the part that is there', () => {
    expect(alone(x, kind)).toBeGreaterThan(0.97);
    expect(
      alone(
        numbers(() => random.normal()),
        kind,
      ),
    ).toBeLessThan(0.15);
    expect(
      alone(
        numbers(() => random.normal()),
        y,
      ),
    ).toBeLessThan(0.05);
    const half = alone(x, y);
    expect(half).toBeGreaterThan(0.35);
    expect(half).toBeLessThan(0.6);
    expect(alone(kind, kind)).toBe(1);
  });

  test('where the gaps tell, they are used', () => {
    const gaps = numbers((row) => (kind.codes[row] === 0 ? Number.NaN : random.normal()));
    const two = classes(2, (row) => (kind.codes[row] === 0 ? 0 : 1));
    expect(alone(gaps, two)).toBe(1);
  });

  test('too few rows say nothing', () => {
    const few = { ...x, values: x.values.slice(0, 20) };
    expect(skillAlone(few, few, treeTarget(few), foldsOf(20, 1))).toBeNull();
  });
});
