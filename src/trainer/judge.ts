// Turns what the network gives for a part into scores, metrics and pictures, in the unit of the file.
import { confusionOutcome, scatterOutcome } from '../core/metrics/outcome';
import { accuracy, classificationMetrics, regressionMetrics } from '../core/metrics/part-metrics';
import { rSquared } from '../core/metrics/regression-scores';
import type { Target } from '../core/preparation/preparation';
import { decodeTarget, predictionWidth } from '../core/preparation/target-values';
import type { Metrics } from '../core/run/metrics';
import type { Outcome } from '../core/run/outcome';
import { mean } from '../core/statistics/moments';
import type { Evaluation } from '../engine/train/executor';
import type { Score } from '../engine/train/fit';

export interface Judge {
  /** Cheap: after each epoch. */
  score(evaluation: Evaluation, targets: Float32Array): Score;
  /** All figures of a part. */
  metrics(evaluation: Evaluation, targets: Float32Array): Metrics;
  outcome(part: Outcome['part'], evaluation: Evaluation, targets: Float32Array): Outcome;
}

export function createJudge(target: Target): Judge {
  return target.kind === 'number' ? judgeOfNumbers(target) : judgeOfClasses(target.classes);
}

function judgeOfNumbers(target: Extract<Target, { kind: 'number' }>): Judge {
  const width = predictionWidth(target);
  const levels = target.quantiles ?? [];
  const decode = (values: ArrayLike<number>) => decodeTarget(values, target);
  return {
    score: ({ losses, predictions }, targets) => ({
      loss: mean(losses),
      metric: rSquared(columnOf(predictions, width, 0), targets) ?? Number.NaN,
    }),
    metrics({ predictions }, targets) {
      const [value, ...columns] = Array.from({ length: width }, (_, column) =>
        decode(columnOf(predictions, width, column)),
      ) as [Float64Array, ...Float64Array[]];
      return regressionMetrics(value, decode(targets), levels.length > 0 ? { levels, columns } : null);
    },
    outcome: (part, { predictions }, targets) =>
      scatterOutcome(part, decode(columnOf(predictions, width, 0)), decode(targets)),
  };
}

function judgeOfClasses(classes: readonly string[]): Judge {
  return {
    score: ({ losses, predictions }, targets) => ({
      loss: mean(losses),
      metric: accuracy(predictions, classes.length, targets),
    }),
    metrics: ({ predictions }, targets) => classificationMetrics(predictions, classes.length, targets),
    outcome: (part, { predictions }, targets) => confusionOutcome(part, classes, predictions, targets),
  };
}

/** One column of values [rows, width] row-major. */
function columnOf(values: Float32Array, width: number, column: number): Float32Array {
  if (width === 1) return values;
  return Float32Array.from(
    { length: values.length / width },
    (_, row) => values[row * width + column] as number,
  );
}
