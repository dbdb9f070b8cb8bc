// Uniform weights within ±√(6 / (fan-in + fan-out)).
import { defineInitializer } from './initializer';

export const glorotUniform = defineInitializer({
  kind: 'glorot-uniform',
  title: 'Glorot uniform',
  help: 'Keeps the size of activations and gradients from layer to layer with tanh and sigmoid.',
  source: 'Glorot and Bengio 2010, equation 16; keras.initializers.GlorotUniform',
  params: {},
  create:
    () =>
    ({ shape, fanIn, fanOut, random }) => {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      const length = shape.reduce((product, size) => product * size, 1);
      return Float32Array.from({ length }, () => limit * (2 * random.uniform() - 1));
    },
});
