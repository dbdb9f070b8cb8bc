// Drops by a factor every few epochs.
import { z } from 'zod';
import { dropFactor } from './parameters';
import { defineSchedule } from './schedule';

export const step = defineSchedule({
  kind: 'step',
  title: 'Step decay',
  help: 'Keeps the value for some epochs, then drops it by a factor, again and again. Does not depend on the planned end.',
  source: 'torch.optim.lr_scheduler.StepLR; keras.optimizers.schedules.ExponentialDecay(staircase=True)',
  params: {
    every: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(20)
      .meta({ title: 'Every', help: 'Epochs between two drops.', unit: 'epochs' }),
    factor: dropFactor(0.5),
  },
  create:
    ({ every, factor }) =>
    () =>
    (time) =>
      factor ** Math.floor(time / every),
});
