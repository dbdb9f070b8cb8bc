// Copies of rows with noise on their numbers.
import { z } from 'zod';
import { addCopies } from '../../augmentation/copied-rows';
import { defineAugmentation, renew, share } from './augmentation';

export const gaussianNoise = defineAugmentation({
  kind: 'gaussian-noise',
  title: 'Noisy copies',
  help: 'Copies rows and adds normal noise to their number columns; categories stay. Smooths what the network learns from few rows.',
  source: 'Bishop 1995, Neural Computation 7 (training with noise)',
  params: {
    share,
    deviation: z.number().min(0.0001).max(10).default(0.1).meta({
      title: 'Noise',
      help: 'Standard deviation of the noise, in units of the prepared columns: 1 is the spread of a standardized one.',
      scale: 'log',
    }),
    renew,
  },
  create: ({ share: wanted, deviation, renew: when }) => ({
    needs: 'any',
    renews: when === 'each-epoch',
    augment: (rows, random) =>
      addCopies(rows, wanted, random, (row, into) => {
        const at = into.copy(row);
        const x = into.x();
        for (let i = at; i < at + rows.layout.numbers; i++)
          x[i] = (x[i] as number) + deviation * random.normal();
      }),
  }),
});
