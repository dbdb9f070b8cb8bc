// Normal weights of a small, fixed deviation.
import { z } from 'zod';
import { defineInitializer } from './initializer';
import { scale } from './scale';
import { sizeOf } from './size-of';

export const smallNormal = defineInitializer({
  kind: 'small-normal',
  title: 'Small normal',
  help: 'Small normal numbers whatever the width of the layer, as was usual before Glorot. Fine for one hidden layer; in deep networks the signal fades.',
  source: 'keras.initializers.RandomNormal',
  params: {
    deviation: z.number().min(1e-6).max(10).default(0.01).meta({
      title: 'Deviation',
      help: 'Standard deviation of the weights.',
      scale: 'log',
    }),
    scale,
  },
  create:
    ({ deviation, scale }) =>
    ({ shape, random }) =>
      Float32Array.from({ length: sizeOf(shape) }, () => scale * deviation * random.normal()),
});
