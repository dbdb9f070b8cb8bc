// What the golden values do not cover: missing classes, baselines, and the pictures' data.
import { describe, expect, test } from 'vitest';
import { trivialBaseline } from '../../../src/core/metrics/baseline';
import { confusionOutcome, scatterOutcome } from '../../../src/core/metrics/outcome';
import { classificationMetrics, regressionMetrics } from '../../../src/core/metrics/part-metrics';
import { outcomeSchema } from '../../../src/core/run/outcome';

test('figures that a part does not have are null, the others are numbers', () => {
  expect(classificationMetrics([0.4, 0.6, 0.2, 0.8], 2, [1, 1])).toEqual({
    accuracy: 1,
    balancedAccuracy: 1,
    logLoss: -(Math.log(0.6) + Math.log(0.8)) / 2,
    rocAuc: null,
    f1Macro: 1,
  });
  expect(regressionMetrics([1, 2], [3, 3])).toEqual({ r2: null, rmse: Math.sqrt(2.5), mae: 1.5 });
});

describe('the trivial baseline', () => {
  test('of classes: the training frequencies', () => {
    const target = { kind: 'classes', name: 'y', classes: ['a', 'b'] } as const;
    const { validation, validationLoss } = trivialBaseline(
      { ...target, classes: ['a', 'b'] },
      [0, 0, 0, 1],
      [0, 1],
    );
    expect(validation).toMatchObject({ accuracy: 0.5, balancedAccuracy: 0.5, rocAuc: 0.5 });
    expect(validationLoss).toBeCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, 12);
  });

  test('of numbers: the training mean, judged in their own unit', () => {
    const target = { kind: 'number', name: 'y', mean: 100, deviation: 10 } as const;
    const { validation, validationLoss } = trivialBaseline(target, [-1, 1], [0.5, -0.5, 1]);
    expect(validation.rmse).toBeCloseTo(10 * Math.sqrt(0.5), 12);
    expect(validation.mae).toBeCloseTo(20 / 3, 12);
    expect(validation.r2).toBeLessThan(0);
    expect(validationLoss).toBeCloseTo(0.5, 12);
  });
});

test('confusion counts by actual and predicted class', () => {
  const outcome = confusionOutcome('test', ['a', 'b'], [0.9, 0.1, 0.2, 0.8, 0.7, 0.3], [0, 0, 1]);
  expect(outcomeSchema.parse(outcome)).toEqual({
    kind: 'confusion',
    part: 'test',
    classes: ['a', 'b'],
    counts: [
      [1, 1],
      [1, 0],
    ],
  });
});

test('a scatter holds 2,000 rows of many, spread evenly and paired', () => {
  const actual = Float64Array.from({ length: 9001 }, (_, i) => i);
  const outcome = scatterOutcome(
    'validation',
    actual.map((value) => -value),
    actual,
  );
  if (outcome.kind !== 'scatter') throw new Error('a scatter was asked for');
  expect(outcome.actual).toHaveLength(2000);
  expect(outcome.actual[1999]).toBeGreaterThan(8990);
  expect(outcome.predicted).toEqual(outcome.actual.map((value) => -value));
  expect(new Set(outcome.actual).size).toBe(2000);
  expect(scatterOutcome('test', [1, 2], [3, 4])).toMatchObject({ actual: [3, 4], predicted: [1, 2] });
});
