// Up to a peak and down to almost nothing, once.
import { z } from 'zod';
import { defineSchedule, progress } from './schedule';

export const oneCycle = defineSchedule({
  kind: 'one-cycle',
  title: 'One cycle',
  help: 'Rises from a low value to the base value and then falls to almost nothing. Stands a larger learning rate than other schedules and trains in fewer epochs.',
  source:
    'Smith and Topin 2018 (arXiv 1708.07120); torch.optim.lr_scheduler.OneCycleLR with cosine annealing in two phases; the momentum stays as it is',
  params: {
    peakShare: z
      .number()
      .min(0)
      .max(1)
      .default(0.3)
      .meta({ title: 'Peak', help: 'Share of the run after which the value is at its base.' }),
    startDivisor: z.number().min(1).max(1e6).default(25).meta({
      title: 'Start divisor',
      help: 'The run starts at the base value divided by this.',
      scale: 'log',
    }),
    finalDivisor: z.number().min(1).max(1e9).default(1e4).meta({
      title: 'Final divisor',
      help: 'The run ends at its start value divided by this.',
      scale: 'log',
    }),
  },
  create:
    ({ peakShare, startDivisor, finalDivisor }) =>
    ({ totalEpochs }) =>
    (time) => {
      const done = progress(time, totalEpochs);
      const start = 1 / startDivisor;
      if (done < peakShare) return between(start, 1, done / peakShare);
      const left = 1 - peakShare;
      return between(1, start / finalDivisor, left === 0 ? 0 : (done - peakShare) / left);
    },
});

/** Along half a cosine from `from` at share 0 to `to` at share 1. */
function between(from: number, to: number, share: number): number {
  return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * share));
}
