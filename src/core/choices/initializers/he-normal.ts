// Normal weights whose variance is 2 / fan-in.
import { cutNormalOf } from './cut-normal';
import { defineInitializer } from './initializer';
import { scale } from './scale';

export const heNormal = defineInitializer({
  kind: 'he-normal',
  title: 'He normal',
  help: 'Keeps the size of activations from layer to layer with ReLU and its relatives, which silence half of the inputs.',
  source: 'He et al. 2015 (arXiv 1502.01852); keras.initializers.HeNormal (truncated at two deviations)',
  params: { scale },
  create:
    ({ scale }) =>
    ({ shape, fanIn, random }) =>
      cutNormalOf(shape, scale * Math.sqrt(2 / fanIn), random),
});
