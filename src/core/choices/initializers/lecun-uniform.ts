// Uniform weights within ±√(3 / fan-in).
import { uniformWithin } from './uniform-within';
import { defineInitializer } from './initializer';
import { scale } from './scale';

export const lecunUniform = defineInitializer({
  kind: 'lecun-uniform',
  title: 'LeCun uniform',
  help: 'As LeCun normal, with uniform numbers: for SELU and tanh.',
  source: 'LeCun et al. 1998, "Efficient BackProp"; keras.initializers.LecunUniform',
  params: { scale },
  create:
    ({ scale }) =>
    ({ shape, fanIn, random }) =>
      uniformWithin(shape, scale * Math.sqrt(3 / fanIn), random),
});
