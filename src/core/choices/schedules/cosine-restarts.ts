// Cosine cycles, each from the full value down, usually longer from cycle to cycle.
import { z } from 'zod';
import { finalShare } from './parameters';
import { defineSchedule } from './schedule';

export const cosineRestarts = defineSchedule({
  kind: 'cosine-restarts',
  title: 'Cosine with restarts',
  help: 'Repeats a cosine decay from the top, in cycles of growing length. Every end of a cycle is a good model, and a restart can leave a poor minimum.',
  source:
    'Loshchilov and Hutter 2017 (arXiv 1608.03983); keras.optimizers.schedules.CosineDecayRestarts; with peaks of 1 torch.optim.lr_scheduler.CosineAnnealingWarmRestarts',
  params: {
    firstCycle: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(10)
      .meta({ title: 'First cycle', help: 'Length of the first cycle.', unit: 'epochs' }),
    growth: z
      .number()
      .min(1)
      .max(10)
      .default(2)
      .meta({ title: 'Growth of cycles', help: 'Length of a cycle over the one before.' }),
    peak: z
      .number()
      .min(0)
      .max(1)
      .default(1)
      .meta({ title: 'Peak of cycles', help: 'Start of a cycle over the start of the one before.' }),
    finalShare,
  },
  create:
    ({ firstCycle, growth, peak, finalShare }) =>
    () =>
    (time) => {
      const { cycle, share } = cycleAt(Math.max(0, time) / firstCycle, growth);
      return finalShare + (1 - finalShare) * 0.5 * peak ** cycle * (1 + Math.cos(Math.PI * share));
    },
});

/** Number of the cycle from 0, and the share of it that has passed; `time` in first cycles. */
function cycleAt(time: number, growth: number): { cycle: number; share: number } {
  if (growth === 1) return { cycle: Math.floor(time), share: time % 1 };
  const start = (cycle: number) => (growth ** cycle - 1) / (growth - 1);
  let cycle = Math.floor(Math.log1p(time * (growth - 1)) / Math.log(growth));
  // The logarithm may be off by its last bit just where a cycle ends.
  if (start(cycle + 1) <= time) cycle += 1;
  else if (start(cycle) > time) cycle -= 1;
  return { cycle, share: (time - start(cycle)) / growth ** cycle };
}
