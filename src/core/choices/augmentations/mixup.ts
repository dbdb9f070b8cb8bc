// Mixtures of random pairs of rows.
import { addCopies } from '../../augmentation/copied-rows';
import { addMixture } from '../../augmentation/mix-rows';
import { beta } from '../../random';
import { defineAugmentation, mixingStrength, renew, share } from './augmentation';

export const mixup = defineAugmentation({
  kind: 'mixup',
  title: 'Mixup rows',
  help: 'Adds mixtures of two random rows and of their targets beside the real rows. The mixup among regularizations mixes within each batch and keeps no row as it is.',
  source: 'Zhang et al. 2018, arXiv 1710.09412',
  params: {
    share,
    alpha: mixingStrength(0.4),
    renew,
  },
  create: ({ share: wanted, alpha, renew: when }) => ({
    needs: 'any',
    renews: when === 'each-epoch',
    augment: (rows, random) =>
      addCopies(rows, wanted, random, (row, into) =>
        addMixture(into, rows, { row, partner: random.integer(rows.rows), share: beta(alpha, random) }),
      ),
  }),
});
