// Normal weights whose variance is 2 / fan-in.
import { defineInitializer } from './initializer';
import { truncatedNormal } from './truncated-normal';

export const heNormal = defineInitializer({
  kind: 'he-normal',
  title: 'He normal',
  help: 'Keeps the size of activations from layer to layer with ReLU.',
  source: 'He et al. 2015 (arXiv 1502.01852); keras.initializers.HeNormal (truncated at two deviations)',
  params: {},
  create:
    () =>
    ({ shape, fanIn, random }) =>
      truncatedNormal(shape, Math.sqrt(2 / fanIn), random),
});
