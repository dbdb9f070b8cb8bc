// Quantile (pinball) loss for several quantiles at once.
import { z } from 'zod';
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import { quantilesOf } from './centre';
import { defineLoss } from './loss';

/** Mean over the levels of max(q·e, (q − 1)·e) with e = target − output. */
function perRow(ops: Ops, output: Tensor, target: Tensor1D, levels: readonly number[]): Tensor1D {
  const error = ops.sub(ops.expandDims(target, 1), output);
  const level = ops.tensor2d([...levels], [1, levels.length]);
  // q·e + max(−e, 0) is the same, in one piece.
  return ops.mean(ops.add(ops.mul(level, error), ops.relu(ops.neg(error))), 1);
}

/** Columns in ascending order: predicted quantiles never cross. */
function sortColumns(ops: Ops, output: Tensor): Tensor {
  const width = output.shape[1] as number;
  if (width === 1) return output;
  return ops.neg(ops.topk(ops.neg(output), width).values);
}

/** Places of the levels nearest to 0.5: one, or two equally near. */
function middleOf(levels: readonly number[]): number[] {
  const distances = levels.map((level) => Math.abs(level - 0.5));
  const least = Math.min(...distances);
  return distances.flatMap((distance, i) => (distance - least < 1e-9 ? [i] : []));
}

/** [rows, 1 + levels]: the point prediction in front of the sorted quantiles. */
function predict(ops: Ops, output: Tensor, levels: readonly number[]): Tensor {
  const sorted = sortColumns(ops, output);
  const middle = middleOf(levels).map((place) => ops.slice(sorted, [0, place], [-1, 1]));
  const point = middle.reduce((sum, column) => ops.add(sum, column));
  return ops.concat([middle.length === 1 ? point : ops.div(point, middle.length), sorted], 1);
}

export const quantile = defineLoss({
  kind: 'quantile',
  title: 'Quantile',
  help: 'Predicts quantiles, and so a range: with 0.05 and 0.95 nine of ten values should lie between. The prediction itself is the quantile nearest the median.',
  source: 'Koenker and Bassett 1978; sklearn.metrics.mean_pinball_loss',
  tasks: ['regression'],
  params: {
    quantiles: z.array(z.number().min(0.001).max(0.999)).min(1).max(19).default([0.05, 0.5, 0.95]).meta({
      title: 'Quantiles',
      help: 'Shares of the values that should lie below each predicted number.',
    }),
  },
  check: ({ quantiles }) =>
    new Set(quantiles).size === quantiles.length
      ? null
      : { field: 'quantiles', message: 'must not name a quantile twice' },
  create({ quantiles }) {
    const levels = [...quantiles].sort((a, b) => a - b);
    return {
      perRow: (ops, output, target) => perRow(ops, output, target, levels),
      predict: (ops, output) => predict(ops, output, levels),
      outputs: () => levels.length,
      constant: (target) => quantilesOf(target, levels),
      quantiles: levels,
    };
  },
});
