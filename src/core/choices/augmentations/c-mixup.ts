// Mixtures of rows whose target values are near each other.
import { z } from 'zod';
import { addCopies } from '../../augmentation/copied-rows';
import { addMixture } from '../../augmentation/mix-rows';
import { beta, type Random } from '../../random';
import { deviation } from '../../statistics/moments';
import { defineAugmentation, mixingStrength, renew, share } from './augmentation';

export const cMixup = defineAugmentation({
  kind: 'c-mixup',
  title: 'C-Mixup',
  help: 'Mixup for regressions: partners are drawn the more often, the nearer their target values are, since mixtures of far values mislead.',
  source: 'Yao et al. 2022, NeurIPS, arXiv 2210.05775',
  params: {
    share,
    alpha: mixingStrength(2),
    bandwidth: z.number().min(0.001).max(100).default(0.2).meta({
      title: 'Bandwidth',
      help: 'Standard deviation of the kernel over the distance of two targets, in deviations of the target. Large ones make it plain mixup.',
      scale: 'log',
    }),
    renew,
  },
  create: ({ share: wanted, alpha, bandwidth, renew: when }) => ({
    needs: 'numbers',
    renews: when === 'each-epoch',
    augment(rows, random) {
      const width = bandwidth * (deviation(rows.targets) || 1);
      return addCopies(rows, wanted, random, (row, into) => {
        const partner = drawPartner(rows.targets, row, width, random);
        addMixture(into, rows, { row, partner, share: beta(alpha, random) });
      });
    },
  }),
});

/**
 * A row with probability proportional to exp(−(y − y′)² / 2σ²), equation 6 of the paper, by rejection: a row itself is
 * always accepted, so it ends.
 */
function drawPartner(targets: Float32Array, row: number, width: number, random: Random): number {
  for (;;) {
    const partner = random.integer(targets.length);
    const distance = ((targets[row] as number) - (targets[partner] as number)) / width;
    if (random.uniform() < Math.exp(-0.5 * distance * distance)) return partner;
  }
}
