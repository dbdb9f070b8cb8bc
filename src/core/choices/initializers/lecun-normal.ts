// Normal weights whose variance is 1 / fan-in.
import { cutNormalOf } from './cut-normal';
import { defineInitializer } from './initializer';
import { scale } from './scale';

export const lecunNormal = defineInitializer({
  kind: 'lecun-normal',
  title: 'LeCun normal',
  help: 'Keeps the variance of what enters a layer: needed for SELU, right for tanh too.',
  source: 'LeCun et al. 1998, "Efficient BackProp"; Klambauer et al. 2017; keras.initializers.LecunNormal',
  params: { scale },
  create:
    ({ scale }) =>
    ({ shape, fanIn, random }) =>
      cutNormalOf(shape, scale * Math.sqrt(1 / fanIn), random),
});
