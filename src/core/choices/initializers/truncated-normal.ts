// Normal weights of a fixed deviation, redrawn beyond two deviations.
import { z } from 'zod';
import { cutNormal } from './cut-normal';
import { defineInitializer } from './initializer';
import { scale } from './scale';

export const truncatedNormal = defineInitializer({
  kind: 'truncated-normal',
  title: 'Truncated normal',
  help: 'Normal numbers of a fixed deviation without outliers: those beyond two deviations are drawn again. Usual for embeddings and transformers.',
  source: 'keras.initializers.TruncatedNormal',
  params: {
    deviation: z.number().min(1e-6).max(10).default(0.02).meta({
      title: 'Deviation',
      help: 'Standard deviation before the cut; what is left has 0.88 of it.',
      scale: 'log',
    }),
    scale,
  },
  create:
    ({ deviation, scale }) =>
    ({ shape, random }) =>
      cutNormal(shape, scale * deviation, random),
});
