// Mixtures of random pairs of rows.
import { z } from 'zod';
import { collectRows } from '../../augmentation/collect-rows';
import { rowsToCopy } from '../../augmentation/copied-rows';
import { addMixture } from '../../augmentation/mix-rows';
import { beta } from '../../random';
import { defineAugmentation, renew, share } from './augmentation';

export const mixup = defineAugmentation({
  kind: 'mixup',
  title: 'Mixup rows',
  help: 'Adds mixtures of two random rows and of their targets beside the real rows. The mixup among regularizations mixes within each batch and keeps no row as it is.',
  source: 'Zhang et al. 2018, arXiv 1710.09412',
  params: {
    share,
    alpha: z.number().min(0.01).max(10).default(0.4).meta({
      title: 'Mixing strength',
      help: 'Both parameters of the Beta distribution that shares are drawn from: small keeps near one of the rows, 1 draws evenly.',
    }),
    renew,
  },
  create: ({ share: wanted, alpha, renew: when }) => ({
    needs: 'any',
    renews: when === 'each-epoch',
    augment(rows, random) {
      const copied = rowsToCopy(rows.rows, wanted, random);
      const into = collectRows(rows, copied.length);
      for (const row of copied) {
        addMixture(into, rows, { row, partner: random.integer(rows.rows), share: beta(alpha, random) });
      }
      return { kept: null, added: into.added() };
    },
  }),
});
