// What a model that looks at no feature reaches.
import { countClasses } from '../choices/losses/class-targets';
import type { Loss } from '../choices/losses/loss';
import type { Target } from '../preparation/preparation';
import { decodeTarget } from '../preparation/target-values';
import type { Baseline } from '../run/baseline';
import { mean, weightedMean } from '../statistics/moments';
import type { Ops, Tensor1D } from '../tensor';
import { classificationMetrics, regressionMetrics } from './part-metrics';

/** Encoded targets, and how much each row counts; null: all alike. */
export interface WeightedTargets {
  targets: ArrayLike<number>;
  weights: Float32Array | null;
}

/**
 * The training frequencies of the classes, or the training mean, judged on the validation rows; the loss is that of the best
 * constant output (`Loss.constant`), weighted as the rows are. Both targets are encoded (`encodeTarget`), without missing values.
 */
export function trivialBaseline(
  target: Target,
  train: WeightedTargets,
  judged: WeightedTargets,
  { ops, loss }: { ops: Ops; loss: Loss },
): Baseline {
  const typical = asOften(train);
  if (target.kind === 'classes') {
    const classes = target.classes.length;
    return {
      validation: frequencies(classes, train.targets, judged.targets),
      validationLoss: lossByClass(ops, loss, classes, typical, judged),
    };
  }
  const predicted = new Float64Array(judged.targets.length).fill(mean(train.targets));
  const losses = constantLosses(ops, loss, loss.constant(typical, 1), judged.targets);
  return {
    validation: regressionMetrics(decodeTarget(predicted, target), decodeTarget(judged.targets, target)),
    validationLoss: judged.weights ? weightedMean(losses, judged.weights) : mean(losses),
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
  typical: ArrayLike<number>,
  { targets, weights }: WeightedTargets,
): number {
  const each = Array.from({ length: classes }, (_, k) => k);
  const losses = constantLosses(ops, loss, loss.constant(typical, classes), each);
  const totals = new Float64Array(classes);
  for (let row = 0; row < targets.length; row++) {
    totals[targets[row] as number] = (totals[targets[row] as number] as number) + (weights?.[row] ?? 1);
  }
  return weightedMean(losses, totals);
}

/**
 * Targets that come up as often as they count: n draws at even steps through the weights of the rows in the order of
 * their targets. A constant that is best for them is best for the weighted rows, up to the fineness of 1 / n.
 */
function asOften({ targets, weights }: WeightedTargets): ArrayLike<number> {
  if (!weights) return targets;
  const step = weights.reduce((sum, weight) => sum + weight, 0) / targets.length;
  const rows = Uint32Array.from(weights.keys()).sort(
    (a, b) => (targets[a] as number) - (targets[b] as number),
  );
  const drawn = new Float64Array(targets.length);
  let at = 0;
  let passed = weights[rows[0] as number] as number;
  for (let i = 0; i < drawn.length; i++) {
    while (at < rows.length - 1 && passed < (i + 0.5) * step)
      passed += weights[rows[++at] as number] as number;
    drawn[i] = targets[rows[at] as number] as number;
  }
  return drawn;
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
