// Half a cosine from the full rate down to a final share of it.
import { z } from 'zod';
import { defineSchedule } from './schedule';

export const cosine = defineSchedule({
  kind: 'cosine',
  title: 'Cosine decay',
  help: 'Lowers the rate along half a cosine until the last planned epoch. Ends calm, so the last epochs are usually the best.',
  source:
    'Loshchilov and Hutter 2017 (arXiv 1608.03983), one cycle; alpha as in keras.optimizers.schedules.CosineDecay',
  params: {
    finalShare: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({ title: 'Final share', help: 'Rate at the end, as a share of the base rate.' }),
  },
  create:
    ({ finalShare }) =>
    ({ step, totalSteps }) => {
      const progress = Math.min(1, step / Math.max(1, totalSteps));
      return finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress));
    },
});
