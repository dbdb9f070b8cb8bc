// Uniform weights within ±√(6 / (fan-in + fan-out)).
import { uniformWithin } from './uniform-within';
import { defineInitializer } from './initializer';
import { scale } from './scale';

export const glorotUniform = defineInitializer({
  kind: 'glorot-uniform',
  title: 'Glorot uniform',
  help: 'Keeps the size of activations and gradients from layer to layer: right for tanh, sigmoid and linear layers.',
  source: 'Glorot and Bengio 2010, equation 16; keras.initializers.GlorotUniform',
  params: { scale },
  create:
    ({ scale }) =>
    ({ shape, fanIn, fanOut, random }) =>
      uniformWithin(shape, scale * Math.sqrt(6 / (fanIn + fanOut)), random),
});
