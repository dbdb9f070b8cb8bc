// Leaves out columns that hardly vary.
import { z } from 'zod';
import { variance } from '../../statistics/moments';
import { columnOf, defineFeatureStep } from './feature-step';
import { keep, selection } from './kept-columns';

/** The variance; of a column that rounding alone makes vary, 0. */
function spreadOf(values: Float64Array): number {
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  return Math.min(variance(values), most - least);
}

export const selectVariance = defineFeatureStep({
  kind: 'select-variance',
  title: 'Select by variance',
  help: 'Leaves out prepared columns whose variance in training is not above a threshold, such as categories of few rows.',
  source: 'sklearn.feature_selection.VarianceThreshold',
  params: {
    threshold: z.number().min(0).max(1000).default(0).meta({
      title: 'Threshold',
      help: 'Columns of no more variance than this are left out.',
    }),
  },
  create: ({ threshold }) => ({
    fit({ x }) {
      const scores = Float64Array.from({ length: x.width }, (_, column) => {
        const values = columnOf(x, column);
        return threshold === 0 ? spreadOf(values) : variance(values);
      });
      const kept = [...scores.keys()].filter((column) => (scores[column] as number) > threshold);
      return keep(kept, scores, 'Lower the threshold.');
    },
    ...selection,
  }),
});
