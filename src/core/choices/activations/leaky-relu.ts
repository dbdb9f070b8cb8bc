// Leaky ReLU.
import { z } from 'zod';
import { defineActivation, fixed } from './activation';

export const leakyRelu = defineActivation({
  kind: 'leaky-relu',
  title: 'Leaky ReLU',
  help: 'ReLU with a small slope below zero, so that no unit can die.',
  source: 'Maas et al. 2013; keras.layers.LeakyReLU',
  params: {
    slope: z.number().min(0).max(1).default(0.01).meta({
      title: 'Slope',
      help: 'Slope below zero. Keras has 0.3, PyTorch 0.01.',
    }),
  },
  create: ({ slope }) => fixed((ops, x) => ops.leakyRelu(x, slope)),
});
