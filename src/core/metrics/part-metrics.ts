// All metrics of a part (train, validation, test) at once, and the one that is cheap enough for every epoch.
import type { Metrics } from '../run/metrics';
import { brierScore, expectedCalibrationError } from './calibration';
import {
  accuracyOf,
  balancedAccuracyOf,
  cohenKappaOf,
  f1MacroOf,
  f1MicroOf,
  f1WeightedOf,
  matthewsCorrelationOf,
  precisionMacroOf,
  recallMacroOf,
} from './class-scores';
import { confusionCounts, predictedClasses } from './confusion';
import { curveAreas } from './curve-areas';
import { logLoss } from './log-loss';
import { intervalCoverage, pinballLoss, type PredictedQuantiles } from './quantile-scores';
import {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
  rootMeanSquaredError,
  rSquared,
} from './regression-scores';

/**
 * probabilities [rows, classes] row-major (both columns for two classes); target holds the class number of each row,
 * none missing. Equal to scikit-learn's figures for the same numbers. The first of them are the most telling.
 */
export function classificationMetrics(
  probabilities: ArrayLike<number>,
  classes: number,
  target: ArrayLike<number>,
): Metrics {
  const predicted = predictedClasses(probabilities, classes);
  const counts = confusionCounts(predicted, target, classes);
  const { rocAuc, prAuc } = curveAreas(probabilities, classes, target);
  return {
    accuracy: accuracyOf(counts),
    balancedAccuracy: balancedAccuracyOf(counts),
    logLoss: logLoss(probabilities, classes, target),
    rocAuc,
    f1Macro: f1MacroOf(counts),
    prAuc,
    f1Micro: f1MicroOf(counts),
    f1Weighted: f1WeightedOf(counts),
    precisionMacro: precisionMacroOf(counts),
    recallMacro: recallMacroOf(counts),
    brier: brierScore(probabilities, classes, target),
    ece: expectedCalibrationError(probabilities, classes, predicted, target),
    cohenKappa: cohenKappaOf(counts),
    mcc: matthewsCorrelationOf(counts),
  };
}

/** Both sides in the target's own unit; `quantiles` where the model predicts them. */
export function regressionMetrics(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  quantiles: PredictedQuantiles | null = null,
): Metrics {
  const coverage = quantiles ? intervalCoverage(quantiles, actual) : undefined;
  return {
    r2: rSquared(predicted, actual),
    rmse: rootMeanSquaredError(predicted, actual),
    mae: meanAbsoluteError(predicted, actual),
    medianAe: medianAbsoluteError(predicted, actual),
    mape: meanAbsolutePercentageError(predicted, actual),
    ...(quantiles && { pinball: pinballLoss(quantiles, actual) }),
    ...(coverage !== undefined && { coverage }),
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
