// What a model that looks at no feature reaches.
import type { Target } from '../preparation/preparation';
import { decodeTarget } from '../preparation/target-values';
import type { Baseline } from '../run/baseline';
import { mean } from '../statistics/moments';
import { classificationMetrics, regressionMetrics } from './part-metrics';

/**
 * The training frequencies of the classes, or the training mean, judged on the validation rows. Both targets are
 * encoded (`encodeTarget`), without missing values.
 */
export function trivialBaseline(
  target: Target,
  trainTarget: ArrayLike<number>,
  validationTarget: ArrayLike<number>,
): Baseline {
  if (target.kind === 'classes') return frequencies(target.classes.length, trainTarget, validationTarget);
  const guess = mean(trainTarget);
  const errors = Float64Array.from(validationTarget, (value) => (value - guess) ** 2);
  const predicted = new Float64Array(validationTarget.length).fill(guess);
  return {
    validation: regressionMetrics(decodeTarget(predicted, target), decodeTarget(validationTarget, target)),
    validationLoss: mean(errors),
  };
}

function frequencies(
  classes: number,
  trainTarget: ArrayLike<number>,
  validationTarget: ArrayLike<number>,
): Baseline {
  const counts = new Float64Array(classes);
  for (let row = 0; row < trainTarget.length; row++) {
    counts[trainTarget[row] as number] = (counts[trainTarget[row] as number] as number) + 1;
  }
  const shares = counts.map((count) => count / trainTarget.length);
  const probabilities = new Float64Array(validationTarget.length * classes);
  for (let row = 0; row < validationTarget.length; row++) probabilities.set(shares, row * classes);
  const validation = classificationMetrics(probabilities, classes, validationTarget);
  return { validation, validationLoss: validation.logLoss as number };
}
