// Layer normalization between hidden layers.
import { z } from 'zod';
import { layerNormalization as layer } from '../layers/layer-normalization';
import { defineNormalization } from './normalization';

export const layerNormalization = defineNormalization({
  kind: 'layer-normalization',
  title: 'Layer normalization',
  help: 'Standardizes each row over its hidden units, the same in training and prediction. Works with any batch size.',
  source: 'Ba, Kiros and Hinton 2016 (arXiv 1607.06450); keras.layers.LayerNormalization',
  params: {
    epsilon: z.number().min(1e-9).max(1).default(1e-3).meta({
      title: 'Epsilon',
      help: 'Added to the variance, so that nothing is divided by zero.',
      scale: 'log',
      level: 'expert',
    }),
  },
  create:
    ({ epsilon }) =>
    (name, width) =>
      layer(name, { width, epsilon }),
});
