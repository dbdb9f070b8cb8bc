// Batch normalization between hidden layers.
import { z } from 'zod';
import { batchNormalization as layer } from '../layers/batch-normalization';
import { defineNormalization, epsilon } from './normalization';

export const batchNormalization = defineNormalization({
  kind: 'batch-normalization',
  title: 'Batch normalization',
  help: 'Standardizes each hidden unit over the batch, and by moving averages in prediction: steadier and often faster training. Needs batches of more than a few rows.',
  source: 'Ioffe and Szegedy 2015 (arXiv 1502.03167); keras.layers.BatchNormalization',
  params: {
    momentum: z.number().min(0).max(0.9999).default(0.9).meta({
      title: 'Momentum',
      help: 'Share of the past in the moving averages that prediction uses.',
      level: 'expert',
    }),
    epsilon,
  },
  create:
    ({ momentum, epsilon }) =>
    (name, width) =>
      layer(name, { width, momentum, epsilon }),
});
