// The metrics and statistics against scikit-learn, numpy and scipy (golden values made by metrics.py).
import { describe, expect, test } from 'vitest';
import { confusionCounts, predictedClasses } from '../../src/core/metrics/confusion';
import { accuracy, classificationMetrics, regressionMetrics } from '../../src/core/metrics/part-metrics';
import { metricsSchema } from '../../src/core/run/metrics';
import { mean, standardError, variance } from '../../src/core/statistics/moments';
import { histogram, quantile } from '../../src/core/statistics/quantiles';
import golden from './golden/metrics.json';

describe.each(golden.classification)('$name', ({ classes, target, probabilities, metrics, confusion }) => {
  const actual = classificationMetrics(Float64Array.from(probabilities), classes, target);

  test.each(Object.entries(metrics))('%s', (name, expected) => {
    const value = actual[name as keyof typeof actual];
    if (expected === null) expect(value).toBeNull();
    else expect(value).toBeCloseTo(expected, 12);
  });

  test('confusion counts', () => {
    const predicted = predictedClasses(Float64Array.from(probabilities), classes);
    expect(confusionCounts(predicted, target, classes)).toEqual(confusion);
  });

  test('the epoch metric is the same accuracy', () => {
    expect(accuracy(Float64Array.from(probabilities), classes, target)).toBe(actual.accuracy);
  });
});

test('every figure has golden numbers', () => {
  const names = [golden.classification[0], golden.regression[0]].flatMap((one) => Object.keys(one!.metrics));
  expect([...names, 'pinball', 'coverage']).toEqual(Object.keys(metricsSchema.shape));
});

test.each(golden.quantiles)('quantiles $levels', ({ levels, actual, columns, pinball, coverage }) => {
  const found = regressionMetrics(actual, actual, { levels, columns });
  expect(found.pinball).toBeCloseTo(pinball, 12);
  expect(found.coverage).toBeCloseTo(coverage, 12);
});

describe.each(golden.regression)('regression $name', ({ actual, predicted, metrics }) => {
  const found = regressionMetrics(predicted, actual);

  test.each(Object.entries(metrics))('%s', (name, expected) => {
    const value = found[name as keyof typeof found] as number;
    expect(Math.abs(value - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
  });
});

describe('statistics', () => {
  const { values, quantiles } = golden.statistics;
  const sorted = Float64Array.from(values).sort();

  test('moments', () => {
    expect(mean(values)).toBeCloseTo(golden.statistics.mean, 12);
    expect(variance(values)).toBeCloseTo(golden.statistics.variance, 12);
    expect(standardError(values)).toBeCloseTo(golden.statistics.standardError, 12);
  });

  test.each(quantiles)('quantile %f', (share, expected) => {
    expect(quantile(sorted, share as number)).toBeCloseTo(expected as number, 12);
  });

  test('histogram', () => expect(histogram(values, 20)).toEqual(golden.statistics.histogram));
});
