// The mean of the most similar training rows.
import { z } from 'zod';
import { mean } from '../../statistics/moments';
import { defineImputer } from './imputer';

export const knn = defineImputer({
  kind: 'knn',
  title: 'Nearest neighbours',
  help: 'Fills a gap with the mean of the training rows that are most alike in the other number columns of this imputer. Columns without gaps in training take their mean.',
  source: 'sklearn.impute.KNNImputer (nan_euclidean distances)',
  params: {
    neighbours: z.number().int().min(1).max(100).default(5).meta({
      title: 'Neighbours',
      help: 'How many similar rows are averaged.',
      unit: 'rows',
    }),
    weights: z.enum(['uniform', 'distance']).default('uniform').meta({
      title: 'Weights',
      help: 'Whether all neighbours count alike, or by 1 over their distance.',
    }),
    scaled: z.boolean().default(true).meta({
      title: 'Scaled distances',
      help: 'Measures distances in standard deviations, so that no column outweighs the others by its unit.',
      level: 'expert',
    }),
    references: z.number().int().min(1).max(5000).default(500).meta({
      title: 'Rows to compare with',
      help: 'Training rows that are kept with the model; a random sample where there are more.',
      unit: 'rows',
      level: 'expert',
    }),
  },
  create: ({ neighbours, weights, scaled, references }) => ({
    fill: mean,
    neighbours: { count: neighbours, byDistance: weights === 'distance', scaled, references },
  }),
});
