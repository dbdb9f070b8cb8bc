// Exponential moving average of the parameters.
import { z } from 'zod';
import { defineAveraging } from './averaging';

export const ema = defineAveraging({
  kind: 'ema',
  title: 'Exponential moving average',
  help: 'Judges and keeps a running average of the parameters over the last steps instead of the last parameters. Smooths the curves and often generalizes better; needs less decay of the learning rate.',
  source:
    'Polyak and Juditsky 1992; Morales-Brotons, Vogels and Hendrikx 2024 (arXiv 2411.18704); debiased like the means of Adam, so that the first average is the first parameters. use_ema of Keras starts as they were before the first step',
  params: {
    decay: z.number().min(0).max(0.99999).default(0.99).meta({
      title: 'Decay',
      help: 'Share of the average kept at each step; it spans about 1 / (1 − decay) steps.',
    }),
  },
  create: ({ decay }) => ({
    weight: (step) => (1 - decay) / (1 - decay ** step),
  }),
});
