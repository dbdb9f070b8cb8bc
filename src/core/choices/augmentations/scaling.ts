// Windows made larger or smaller as a whole.
import { z } from 'zod';
import { copyWindows } from '../../augmentation/window-copies';
import { defineAugmentation, renew, share } from './augmentation';

export const scaling = defineAugmentation({
  kind: 'scaling',
  title: 'Scaling (series)',
  help: 'Copies windows and multiplies each feature by a random factor near 1. For series whose size says nothing about the target.',
  source: 'Um et al. 2017, arXiv 1706.00527; Iwana and Uchida 2021',
  params: {
    share,
    deviation: z.number().min(0.0001).max(2).default(0.1).meta({
      title: 'Spread of the factor',
      help: 'Standard deviation of the factor around 1.',
    }),
    renew,
  },
  create: ({ share: wanted, deviation, renew: when }) => ({
    needs: 'windows',
    renews: when === 'each-epoch',
    augment: (rows, random) =>
      copyWindows(rows, wanted, random, ({ steps, features, values }) => {
        for (let feature = 0; feature < features; feature++) {
          const factor = 1 + deviation * random.normal();
          for (let step = 0; step < steps; step++) {
            values[step * features + feature] = (values[step * features + feature] as number) * factor;
          }
        }
      }),
  }),
});
