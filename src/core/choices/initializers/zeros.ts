// Zeros.
import { fill } from './fill';
import { defineInitializer } from './initializer';

export const zeros = defineInitializer({
  kind: 'zeros',
  title: 'Zeros',
  help: 'Every weight starts at 0, so that you can see why not: all units of a layer stay alike, and with ReLU nothing learns at all.',
  source: 'keras.initializers.Zeros',
  params: {},
  create: () => fill(0),
});
