// Windows with noise on every step.
import { z } from 'zod';
import { copyWindows } from '../../augmentation/window-copies';
import { defineAugmentation, renew, share } from './augmentation';

export const jitter = defineAugmentation({
  kind: 'jitter',
  title: 'Jitter (series)',
  help: 'Copies windows and adds normal noise to every step. For series whose sensors are noisy.',
  source: 'Um et al. 2017, arXiv 1706.00527; Iwana and Uchida 2021',
  params: {
    share,
    deviation: z.number().min(0.0001).max(10).default(0.03).meta({
      title: 'Noise',
      help: 'Standard deviation of the noise, in units of the prepared columns: 1 is the spread of a standardized one.',
      scale: 'log',
    }),
    renew,
  },
  create: ({ share: wanted, deviation, renew: when }) => ({
    needs: 'windows',
    renews: when === 'each-epoch',
    augment: (rows, random) =>
      copyWindows(rows, wanted, random, ({ values }) => {
        for (let i = 0; i < values.length; i++)
          values[i] = (values[i] as number) + deviation * random.normal();
      }),
  }),
});
