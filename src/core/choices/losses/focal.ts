// Focal loss: cross-entropy in which rows that are right already hardly count.
import { z } from 'zod';
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import {
  binaryProbabilities,
  countClasses,
  isBinary,
  oneHotRows,
  otherOutputs,
  signedOutput,
} from './class-targets';
import { defineLoss } from './loss';

/** (1 − p)^γ·(−log p) of the true class, weighted by α for class 1 and 1 − α for class 0. */
function binaryFocal(ops: Ops, output: Tensor, target: Tensor1D, gamma: number, alpha: number): Tensor1D {
  const signed = signedOutput(ops, output, target);
  // By logs, since the power of a probability that rounds to 0 has no finite gradient.
  const easing = ops.exp(ops.mul(ops.softplus(signed), -gamma));
  const weight = ops.add(ops.mul(target, 2 * alpha - 1), 1 - alpha);
  return ops.mul(weight, ops.mul(easing, ops.softplus(ops.neg(signed))));
}

function multiclassFocal(ops: Ops, output: Tensor, target: Tensor1D, gamma: number): Tensor1D {
  const chosen = oneHotRows(ops, target, output.shape[1] as number);
  const logSum = ops.logSumExp(output, 1);
  const logOthers = ops.sub(ops.logSumExp(otherOutputs(ops, output, chosen), 1), logSum);
  const loss = ops.sub(logSum, ops.sum(ops.mul(output, chosen), 1));
  return ops.mul(ops.exp(ops.mul(logOthers, gamma)), loss);
}

/** The place between `low` and `high` where a falling function comes to `wanted`. */
function bisect(falling: (at: number) => number, wanted: number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2;
    if (falling(middle) > wanted) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

const LEAST_SHARE = 1e-6;

/**
 * Probabilities of the classes, the same for every row, at which the loss is least: there the slope of each class, its
 * weight times that of (1 − p)^γ·(−log p), is the same.
 */
function bestShares(weights: ArrayLike<number>, gamma: number): number[] {
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  const shares = Array.from(weights, (weight) => Math.max(LEAST_SHARE, weight / total));
  const slope = (p: number) => (1 - p) ** gamma / p - gamma * (1 - p) ** (gamma - 1) * Math.log(p);
  const at = (level: number) =>
    shares.map((share) => bisect((p) => share * slope(p), level, LEAST_SHARE / 10, 1 - 1e-9));
  const sum = (logLevel: number) => at(Math.exp(logLevel)).reduce((all, p) => all + p, 0);
  return at(Math.exp(bisect(sum, 1, -30, 30)));
}

export const focal = defineLoss({
  kind: 'focal',
  title: 'Focal',
  help: 'Cross-entropy that turns to the rows the network still gets wrong, for rare classes. Its probabilities are less extreme than the truth.',
  source:
    'Lin et al. 2017 (arXiv 1708.02002); keras.losses.BinaryFocalCrossentropy with class balancing, CategoricalFocalCrossentropy',
  tasks: ['binary', 'multiclass'],
  params: {
    gamma: z.number().min(0).max(5).default(2).meta({
      title: 'Focusing',
      help: 'How fast a row loses weight as its probability rises; 0 is cross-entropy.',
    }),
    alpha: z.number().min(0.01).max(0.99).default(0.25).meta({
      title: 'Weight of class 1',
      help: 'Weight of the second of two classes; the first has what is left to 1, so 0.5 favours none. Not used for more classes.',
    }),
  },
  create: ({ gamma, alpha }) => ({
    perRow: (ops, output, target) =>
      isBinary(output)
        ? binaryFocal(ops, output, target, gamma, alpha)
        : multiclassFocal(ops, output, target, gamma),
    predict: (ops, output) => (isBinary(output) ? binaryProbabilities(ops, output) : ops.softmax(output)),
    outputs: (classes) => (classes === 2 ? 1 : classes),
    constant(target, classes) {
      const counts = countClasses(target, classes);
      if (classes > 2) return bestShares(counts, gamma).map(Math.log);
      const [none, one] = bestShares(
        counts.map((count, k) => count * (k === 1 ? alpha : 1 - alpha)),
        gamma,
      ) as [number, number];
      return [Math.log(one / none)];
    },
  }),
});
