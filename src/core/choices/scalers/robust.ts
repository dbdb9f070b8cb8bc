// Median 0 and a range of quantiles 1.
import { z } from 'zod';
import { quantile } from '../../statistics/quantiles';
import { defineScaler, divisor, learned } from './scaler';

export const robust = defineScaler({
  kind: 'robust',
  title: 'Robust (median and quantile range)',
  help: 'Subtracts the median and divides by the distance between two quantiles, which outliers do not move.',
  source: 'sklearn.preprocessing.RobustScaler',
  params: {
    low: z.number().min(0).max(0.5).default(0.25).meta({
      title: 'Lower quantile',
      help: 'Share of the training values below the range.',
    }),
    high: z.number().min(0.5).max(1).default(0.75).meta({
      title: 'Upper quantile',
      help: 'Share of the training values below the end of the range.',
    }),
    centre: z
      .boolean()
      .default(true)
      .meta({ title: 'Centre', help: 'Whether the median is subtracted first.' }),
  },
  check: ({ low, high }) =>
    high > low ? null : { field: 'high', message: `must be above low, which is ${low}` },
  create: ({ low, high, centre }) => ({
    fit(values) {
      const sorted = values.slice().sort();
      return {
        median: centre ? quantile(sorted, 0.5) : 0,
        range: divisor(quantile(sorted, high) - quantile(sorted, low)),
      };
    },
    transform: (ops, x, columns) =>
      ops.div(ops.sub(x, learned(ops, columns, 'median')), learned(ops, columns, 'range')),
    inverse: (ops, x, columns) =>
      ops.add(ops.mul(x, learned(ops, columns, 'range')), learned(ops, columns, 'median')),
    ...(!centre && { fromZero: 'straight' }),
  }),
});
