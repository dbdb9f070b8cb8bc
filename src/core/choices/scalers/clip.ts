// Values beyond two training quantiles are cut to them.
import { z } from 'zod';
import { quantile } from '../../statistics/quantiles';
import { momentsOf, standardized, unmoved } from './moments';
import { defineScaler, learned } from './scaler';

export const clip = defineScaler({
  kind: 'clip',
  title: 'Clip at quantiles',
  help: 'Cuts values beyond two training quantiles to them, so that outliers count no more than the quantiles do.',
  source: 'numpy.clip(x, quantile(low), quantile(high)), then StandardScaler',
  params: {
    low: z.number().min(0).max(0.5).default(0.01).meta({
      title: 'Lower quantile',
      help: 'Share of the training values that are cut from below.',
    }),
    high: z.number().min(0.5).max(1).default(0.99).meta({
      title: 'Upper quantile',
      help: 'Share of the training values that are not cut from above.',
    }),
    standardize: z.boolean().default(true).meta({
      title: 'Standardize',
      help: 'Whether the cut values are brought to mean 0 and deviation 1.',
    }),
  },
  create: ({ low, high, standardize }) => ({
    fit(values) {
      const sorted = values.slice().sort();
      const [minimum, maximum] = [quantile(sorted, low), quantile(sorted, high)];
      const cut = (value: number) => Math.min(Math.max(value, minimum), maximum);
      return { minimum, maximum, ...(standardize ? momentsOf(values.map(cut)) : unmoved) };
    },
    transform(ops, x, columns) {
      const low = ops.maximum(x, learned(ops, columns, 'minimum'));
      return standardized(ops, ops.minimum(low, learned(ops, columns, 'maximum')), columns);
    },
    inverse: null,
  }),
});
