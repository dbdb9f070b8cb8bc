// What a model that looks at no feature reaches.
import { countClasses } from '../choices/losses/class-targets';
import type { Loss } from '../choices/losses/loss';
import type { Target } from '../preparation/preparation';
import { decodeTarget } from '../preparation/target-values';
import type { Baseline } from '../run/baseline';
import { mean, weightedMean } from '../statistics/moments';
import type { Ops, Tensor1D } from '../tensor';
import { classificationMetrics, regressionMetrics } from './part-metrics';

/**
 * The training frequencies of the classes, or the training mean, judged on the validation rows; the loss is that of the best
 * constant output (`Loss.constant`). Both targets are encoded (`encodeTarget`), without missing values.
 */
export function trivialBaseline(
  target: Target,
  trainTarget: ArrayLike<number>,
  validationTarget: ArrayLike<number>,
  { ops, loss }: { ops: Ops; loss: Loss },
): Baseline {
  if (target.kind === 'classes') {
    const classes = target.classes.length;
    return {
      validation: frequencies(classes, trainTarget, validationTarget),
      validationLoss: lossByClass(ops, loss, classes, trainTarget, validationTarget),
    };
  }
  const predicted = new Float64Array(validationTarget.length).fill(mean(trainTarget));
  return {
    validation: regressionMetrics(decodeTarget(predicted, target), decodeTarget(validationTarget, target)),
    validationLoss: mean(constantLosses(ops, loss, loss.constant(trainTarget, 1), validationTarget)),
  };
}

function frequencies(
  classes: number,
  trainTarget: ArrayLike<number>,
  validationTarget: ArrayLike<number>,
): Baseline['validation'] {
  const shares = countClasses(trainTarget, classes).map((count) => count / trainTarget.length);
  const probabilities = new Float64Array(validationTarget.length * classes);
  for (let row = 0; row < validationTarget.length; row++) probabilities.set(shares, row * classes);
  return classificationMetrics(probabilities, classes, validationTarget);
}

/** All rows of a class have the same loss, so one of each is enough. */
function lossByClass(
  ops: Ops,
  loss: Loss,
  classes: number,
  trainTarget: ArrayLike<number>,
  validationTarget: ArrayLike<number>,
): number {
  const each = Array.from({ length: classes }, (_, k) => k);
  const losses = constantLosses(ops, loss, loss.constant(trainTarget, classes), each);
  return weightedMean(losses, countClasses(validationTarget, classes));
}

/** The loss of each row where the network gives the same output for all. */
function constantLosses(
  ops: Ops,
  loss: Loss,
  output: readonly number[],
  target: ArrayLike<number>,
): Float32Array {
  return ops.tidy(() => {
    const rows = ops.tile(ops.tensor2d([...output], [1, output.length]), [target.length, 1]);
    const wanted: Tensor1D = ops.tensor1d(Float32Array.from(target));
    return loss.perRow(ops, rows, wanted).dataSync() as Float32Array;
  });
}
