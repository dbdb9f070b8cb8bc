// Associations of columns against SciPy and scikit-learn; `associations.py` writes the golden values.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/core/random';
import { chiSquare, contingency, cramersV, tableInformation } from '../../src/core/statistics/contingency';
import { correlationRatio, pearson, spearman } from '../../src/core/statistics/correlation';
import { digamma } from '../../src/core/statistics/digamma';
import { deviation, mean } from '../../src/core/statistics/moments';
import {
  classInformation,
  numbersInformation,
  spreadTies,
} from '../../src/core/statistics/mutual-information';
import { ranks } from '../../src/core/statistics/ranks';
import { shapeOf } from '../../src/core/statistics/shape';

interface Golden {
  numbers: {
    x: number[];
    y: number[];
    pearson: number;
    spearman: number;
    ranks: number[];
    information: number | null;
    estimate: number;
  }[];
  classes: { x: number[]; codes: number[]; eta: number; information: number; estimate: number }[];
  tables: { a: number[]; b: number[]; chiSquare: number; cramersV: number; information: number }[];
  shapes: { values: number[]; skewness: number; kurtosis: number }[];
  digammas: { x: number; y: number }[];
}

const golden = JSON.parse(
  readFileSync(path.join(__dirname, 'golden', 'associations.json'), 'utf8'),
) as Golden;

const closeTo = (value: number | null, wanted: number, share = 1e-9) =>
  expect(Math.abs((value ?? Number.NaN) - wanted)).toBeLessThanOrEqual(share * Math.max(1, Math.abs(wanted)));

/** As scikit-learn scales before it estimates. */
const scaled = (values: readonly number[]) => {
  const spread = deviation(values);
  return Float64Array.from(values, (value) => value / spread);
};

test('ranks, Pearson and Spearman', () => {
  for (const { x, y, ...wanted } of golden.numbers) {
    expect([...ranks(x)]).toEqual(wanted.ranks);
    closeTo(pearson(x, y), wanted.pearson);
    closeTo(spearman(x, y), wanted.spearman);
  }
});

test('information between numbers: to the last digit without ties, within the noise with them', () => {
  for (const { x, y, ...wanted } of golden.numbers) {
    if (wanted.information !== null)
      closeTo(numbersInformation(scaled(x), scaled(y)), wanted.information, 1e-12);
    const random = createRandom(0);
    // The tie-breaking noise differs from scikit-learn's, which moves an estimate on rounded values by a few hundredths.
    const tolerance = wanted.information === null ? 0.12 : 1e-6;
    closeTo(numbersInformation(spreadTies(x, random), spreadTies(y, random)), wanted.estimate, tolerance);
  }
});

test('the correlation ratio and the information between numbers and classes', () => {
  for (const { x, codes, ...wanted } of golden.classes) {
    closeTo(correlationRatio(x, codes, Math.max(...codes) + 1), wanted.eta);
    closeTo(classInformation(scaled(x), codes), wanted.information, 1e-12);
    closeTo(classInformation(spreadTies(x, createRandom(0)), codes), wanted.estimate, 1e-6);
  }
});

test("χ², Cramér's V and the information between classes", () => {
  for (const { a, b, ...wanted } of golden.tables) {
    const table = contingency(a, b);
    closeTo(chiSquare(table), wanted.chiSquare);
    closeTo(cramersV(table), wanted.cramersV);
    closeTo(tableInformation(table), wanted.information);
  }
});

test('skewness and kurtosis', () => {
  for (const { values, ...wanted } of golden.shapes) {
    const shape = shapeOf(values, mean(values), deviation(values));
    closeTo(shape?.skewness ?? null, wanted.skewness);
    closeTo(shape?.kurtosis ?? null, wanted.kurtosis);
  }
});

test('digamma', () => {
  for (const { x, y } of golden.digammas) closeTo(digamma(x), y, 1e-12);
});

test('nothing varies, nothing is associated', () => {
  expect(pearson([1, 1, 1], [1, 2, 3])).toBeNull();
  expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
  expect(correlationRatio([1, 2, 3], [0, 0, 0], 1)).toBeNull();
  expect(correlationRatio([2, 2, 2], [0, 1, 0], 2)).toBeNull();
  expect(cramersV(contingency([0, 0], [0, 1]))).toBeNull();
  expect(shapeOf([3, 3], 3, 0)).toBeNull();
  expect(numbersInformation(Float64Array.of(1, 2), Float64Array.of(1, 2))).toBe(0);
  expect(classInformation(Float64Array.of(1, 2), [0, 1])).toBe(0);
});
