// What the golden values do not cover: missing classes, baselines, and the pictures' data.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../../src/core/choices/choice';
import { losses } from '../../../src/core/choices/losses';
import type { Loss } from '../../../src/core/choices/losses/loss';
import { trivialBaseline, type WeightedTargets } from '../../../src/core/metrics/baseline';
import type { Target } from '../../../src/core/preparation/preparation';
import { confusionOutcome, scatterOutcome } from '../../../src/core/metrics/outcome';
import { classificationMetrics, regressionMetrics } from '../../../src/core/metrics/part-metrics';
import { higherIsBetter, metricsSchema } from '../../../src/core/run/metrics';
import { outcomeSchema } from '../../../src/core/run/outcome';

test('figures that a part does not have are null, the others are numbers', () => {
  expect(classificationMetrics([0.4, 0.6, 0.2, 0.8], 2, [1, 1])).toEqual({
    accuracy: 1,
    balancedAccuracy: 1,
    logLoss: -(Math.log(0.6) + Math.log(0.8)) / 2,
    rocAuc: null,
    f1Macro: 1,
    prAuc: 1,
    f1Micro: 1,
    f1Weighted: 1,
    precisionMacro: 1,
    recallMacro: 1,
    brier: expect.closeTo(0.1, 12),
    ece: expect.closeTo(0.3, 12),
    cohenKappa: null,
    mcc: 0,
  });
  expect(classificationMetrics([0.4, 0.6], 2, [0])).toMatchObject({ rocAuc: null, prAuc: null });
  expect(regressionMetrics([1, 2], [3, 3])).toEqual({
    r2: null,
    rmse: Math.sqrt(2.5),
    mae: 1.5,
    medianAe: 1.5,
    mape: 0.5,
  });
});

test('the figures come in the order of the schema, and every one has a direction', () => {
  const names = Object.keys(metricsSchema.shape);
  expect(Object.keys(higherIsBetter)).toEqual(names);
  const quantiles = { levels: [0.1, 0.9], columns: [[0], [2]] };
  expect([
    ...Object.keys(classificationMetrics([0.4, 0.6], 2, [1])),
    ...Object.keys(regressionMetrics([1], [1], quantiles)),
  ]).toEqual(names);
});

test('coverage is that of the outermost symmetric pair of quantiles', () => {
  const actual = [0, 1, 2, 3];
  const columns = [
    [5, 5, 5, 5],
    [0.5, 1, 1, 4],
    [0, 0, 0, 0],
    [9, 1, 1.5, 9],
  ];
  const coverage = (levels: number[]) => regressionMetrics(actual, actual, { levels, columns }).coverage;
  expect(coverage([0.05, 0.1, 0.5, 0.9])).toBe(0.25);
  expect(coverage([0.05, 0.1, 0.5, 0.95])).toBe(0);
  expect(coverage([0.05, 0.1, 0.5, 0.6])).toBeUndefined();
});

test('a probability of exactly 1 lies in the last bin of the calibration error', () => {
  // Two rows of the last bin: one right, one wrong.
  const { ece } = classificationMetrics([0, 1, 0.05, 0.95], 2, [1, 0]);
  expect(ece).toBeCloseTo(Math.abs(1 - 1.95) / 2, 12);
});

test('a million rows', () => {
  const rows = 1_000_000;
  const probabilities = Float32Array.from({ length: 2 * rows }, (_, i) => {
    const share = ((i >> 1) * 0.618) % 1;
    return i % 2 === 0 ? 1 - share : share;
  });
  const target = Float32Array.from({ length: rows }, (_, row) => (row * 7919) % 2);
  const found = classificationMetrics(probabilities, 2, target);
  expect(found.rocAuc).toBeCloseTo(0.5, 2);
  expect(found.prAuc).toBeCloseTo(0.5, 1);
});

function judgedBy(kind: string) {
  const { schema } = describeKind(losses, kind);
  return { ops: tf, loss: createChoice<Loss>(losses, schema.parse({ kind })) };
}

describe('the trivial baseline', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  const alike = (targets: number[]): WeightedTargets => ({ targets, weights: null });

  test('of classes: the training frequencies', () => {
    const target = { kind: 'classes', name: 'y', classes: ['a', 'b'] } as const;
    const { validation, validationLoss } = trivialBaseline(
      { ...target, classes: ['a', 'b'] },
      alike([0, 0, 0, 1]),
      alike([0, 1]),
      judgedBy('cross-entropy'),
    );
    expect(validation).toMatchObject({ accuracy: 0.5, balancedAccuracy: 0.5, rocAuc: 0.5 });
    expect(validationLoss).toBeCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, 6);
  });

  test('of numbers: the training mean, judged in their own unit', () => {
    const target = { kind: 'number', name: 'y', mean: 100, deviation: 10 } as const;
    const { validation, validationLoss } = trivialBaseline(
      target,
      alike([-1, 1]),
      alike([0.5, -0.5, 1]),
      judgedBy('squared-error'),
    );
    expect(validation.rmse).toBeCloseTo(10 * Math.sqrt(0.5), 12);
    expect(validation.mae).toBeCloseTo(20 / 3, 12);
    expect(validation.r2).toBeLessThan(0);
    expect(validationLoss).toBeCloseTo(0.5, 6);
  });

  test('its loss is that of the recipe, at the best constant', () => {
    const target = { kind: 'number', name: 'y', mean: 0, deviation: 1 } as const;
    const values = [0, 0, 0, 8];
    const loss = (kind: string) =>
      trivialBaseline(target, alike(values), alike(values), judgedBy(kind)).validationLoss;
    expect(loss('absolute-error')).toBeCloseTo(2, 6);
    expect(loss('squared-error')).toBeCloseTo(12, 5);
    expect(loss('poisson')).toBeCloseTo(2 * Math.log(4), 5);
  });

  test('where rows count differently, its constant and its loss go by the weights', () => {
    const classes = { kind: 'classes', name: 'y', classes: ['rare', 'common'] } as const;
    const targets = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    // Both classes together count the same, so nothing beats a coin.
    const weights = Float32Array.from(targets, (target) => (target === 0 ? 5 : 5 / 9));
    const judge = (target: Target, rows: WeightedTargets, kind: string) =>
      trivialBaseline(target, rows, rows, judgedBy(kind)).validationLoss;
    const both = { ...classes, classes: [...classes.classes] };
    expect(judge(both, { targets, weights }, 'cross-entropy')).toBeCloseTo(Math.log(2), 2);
    expect(judge(both, { targets, weights: null }, 'cross-entropy')).toBeCloseTo(0.325, 3);
    const number = { kind: 'number', name: 'y', mean: 0, deviation: 1 } as const;
    const pair = { targets: [0, 4], weights: Float32Array.of(1.5, 0.5) };
    // The best constant of 0, 0, 0, 4 would be 1; two draws are as fine as it gets here.
    expect(judge(number, pair, 'squared-error')).toBeLessThanOrEqual(4);
    const many = {
      targets: Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0 : 4)),
      weights: Float32Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1.5 : 0.5)),
    };
    expect(judge(number, many, 'squared-error')).toBeCloseTo(3, 2);
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
