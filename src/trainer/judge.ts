// Turns what the network gives for a part into scores, metrics and pictures, in the unit of the file.
import { confusionOutcome, scatterOutcome } from '../core/metrics/outcome';
import { accuracy, classificationMetrics, regressionMetrics } from '../core/metrics/part-metrics';
import { rSquared } from '../core/metrics/regression-scores';
import type { Target } from '../core/preparation/preparation';
import { decodeTarget } from '../core/preparation/target-values';
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
  if (target.kind === 'number') {
    const decode = (values: Float32Array) => decodeTarget(values, target);
    return {
      score: ({ losses, predictions }, targets) => ({
        loss: mean(losses),
        metric: rSquared(predictions, targets) ?? Number.NaN,
      }),
      metrics: ({ predictions }, targets) => regressionMetrics(decode(predictions), decode(targets)),
      outcome: (part, { predictions }, targets) => scatterOutcome(part, decode(predictions), decode(targets)),
    };
  }
  const { classes } = target;
  return {
    score: ({ losses, predictions }, targets) => ({
      loss: mean(losses),
      metric: accuracy(predictions, classes.length, targets),
    }),
    metrics: ({ predictions }, targets) => classificationMetrics(predictions, classes.length, targets),
    outcome: (part, { predictions }, targets) => confusionOutcome(part, classes, predictions, targets),
  };
}
