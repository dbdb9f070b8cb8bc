// Uniform weights within a fixed limit.
import { z } from 'zod';
import { defineInitializer } from './initializer';
import { scale } from './scale';
import { uniformWithin } from './uniform-within';

export const uniform = defineInitializer({
  kind: 'uniform',
  title: 'Uniform',
  help: 'Uniform numbers within a fixed limit, whatever the width of the layer. The rules of Glorot, He and LeCun choose the limit for you.',
  source: 'keras.initializers.RandomUniform',
  params: {
    limit: z.number().min(1e-6).max(10).default(0.05).meta({
      title: 'Limit',
      help: 'Weights lie between minus this and this.',
      scale: 'log',
    }),
    scale,
  },
  create:
    ({ limit, scale }) =>
    ({ shape, random }) =>
      uniformWithin(shape, scale * limit, random),
});
