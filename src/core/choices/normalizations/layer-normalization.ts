// Layer normalization between hidden layers.
import { layerNormalization as layer } from '../layers/layer-normalization';
import { defineNormalization, epsilon } from './normalization';

export const layerNormalization = defineNormalization({
  kind: 'layer-normalization',
  title: 'Layer normalization',
  help: 'Standardizes each row over its hidden units, the same in training and prediction. Works with any batch size.',
  source: 'Ba, Kiros and Hinton 2016 (arXiv 1607.06450); keras.layers.LayerNormalization',
  params: {
    epsilon,
  },
  create:
    ({ epsilon }) =>
    (name, width) =>
      layer(name, { width, epsilon }),
});
