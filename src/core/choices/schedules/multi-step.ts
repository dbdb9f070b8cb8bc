// Drops by a factor at given epochs.
import { z } from 'zod';
import { dropFactor } from './parameters';
import { defineSchedule } from './schedule';

export const multiStep = defineSchedule({
  kind: 'multi-step',
  title: 'Multi-step decay',
  help: 'Drops the value by a factor after each of the given epochs, such as where the loss of an earlier run stood still.',
  source: 'torch.optim.lr_scheduler.MultiStepLR; keras.optimizers.schedules.PiecewiseConstantDecay',
  params: {
    milestones: z
      .array(z.number().int().min(1).max(100_000))
      .max(32)
      .default([50, 75])
      .meta({ title: 'Milestones', help: 'Epochs after which the value drops.', unit: 'epochs' }),
    factor: dropFactor(0.1),
  },
  create:
    ({ milestones, factor }) =>
    () =>
    (time) =>
      factor ** milestones.filter((milestone) => time >= milestone).length,
});
