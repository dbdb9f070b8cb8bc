// All metrics of a part (train, validation, test) at once, and the one that is cheap enough for every epoch.
import type { Metrics } from '../run/metrics';
import { accuracyOf, balancedAccuracyOf, f1MacroOf } from './class-scores';
import { confusionCounts, predictedClasses } from './confusion';
import { logLoss } from './log-loss';
import { meanAbsoluteError, rootMeanSquaredError, rSquared } from './regression-scores';
import { rocAuc } from './roc-auc';

/**
 * probabilities [rows, classes] row-major (both columns for two classes); target holds the class number of each row,
 * none missing. Equal to scikit-learn's figures for the same numbers.
 */
export function classificationMetrics(
  probabilities: ArrayLike<number>,
  classes: number,
  target: ArrayLike<number>,
): Metrics {
  const counts = confusionCounts(predictedClasses(probabilities, classes), target, classes);
  return {
    accuracy: accuracyOf(counts),
    balancedAccuracy: balancedAccuracyOf(counts),
    logLoss: logLoss(probabilities, classes, target),
    rocAuc: rocAuc(probabilities, classes, target),
    f1Macro: f1MacroOf(counts),
  };
}

/** Both sides in the target's own unit. */
export function regressionMetrics(predicted: ArrayLike<number>, actual: ArrayLike<number>): Metrics {
  return {
    r2: rSquared(predicted, actual),
    rmse: rootMeanSquaredError(predicted, actual),
    mae: meanAbsoluteError(predicted, actual),
  };
}

/** Share of right rows: the headline metric of an epoch, cheap enough for each. */
export function accuracy(
  probabilities: ArrayLike<number>,
  classes: number,
  target: ArrayLike<number>,
): number {
  const hits = predictedClasses(probabilities, classes).filter((predicted, row) => predicted === target[row]);
  return hits.length / target.length;
}
