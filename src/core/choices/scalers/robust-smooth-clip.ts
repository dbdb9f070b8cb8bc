// RealMLP's scaling: median 0, quartile range 1, and outliers bent softly towards a limit.
import { z } from 'zod';
import { quantile } from '../../statistics/quantiles';
import { defineScaler, learned } from './scaler';
import { bend, unbend } from './smooth-limit';

/** 1 / (quartile range), or 2 / (whole range) where the quartiles are equal; 0 for a constant column, which becomes 0. */
function factorOf(sorted: Float64Array): number {
  const quartiles = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const whole = ((sorted.at(-1) as number) - (sorted[0] as number)) / 2;
  const factor = 1 / (quartiles > 0 ? quartiles : whole);
  return Math.fround(factor) < Number.POSITIVE_INFINITY ? factor : 0;
}

export const robustSmoothClip = defineScaler({
  kind: 'robust-smooth-clip',
  title: 'Robust scale and smooth clip (RealMLP)',
  help: 'Subtracts the median, divides by the quartile range and bends far values softly towards a limit. The scaling of RealMLP.',
  source:
    'RealMLP (Holzmüller, Grinsztajn and Steinwart 2024, arXiv 2407.04491); pytabkit RobustScaleSmoothClipTransform',
  params: {
    limit: z.number().min(0.1).max(100).default(3).meta({
      title: 'Limit',
      help: 'Value that no number reaches, in quartile ranges.',
    }),
  },
  create: ({ limit }) => ({
    fit(values) {
      const sorted = values.slice().sort();
      return { median: quantile(sorted, 0.5), factor: factorOf(sorted) };
    },
    transform: (ops, x, columns) =>
      bend(ops, ops.mul(ops.sub(x, learned(ops, columns, 'median')), learned(ops, columns, 'factor')), limit),
    inverse: (ops, x, columns) =>
      ops.add(
        ops.divNoNan(unbend(ops, x, limit), learned(ops, columns, 'factor')),
        learned(ops, columns, 'median'),
      ),
  }),
});
