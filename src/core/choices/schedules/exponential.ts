// Falls by the same factor in every epoch, smoothly.
import { z } from 'zod';
import { defineSchedule } from './schedule';

export const exponential = defineSchedule({
  kind: 'exponential',
  title: 'Exponential decay',
  help: 'Multiplies the value by the same factor in every epoch, smoothly within the epoch too. Does not depend on the planned end.',
  source:
    'keras.optimizers.schedules.ExponentialDecay; at whole epochs torch.optim.lr_scheduler.ExponentialLR',
  params: {
    factor: z
      .number()
      .min(0.001)
      .max(1)
      .default(0.95)
      .meta({ title: 'Factor per epoch', help: 'What an epoch leaves of the value.' }),
  },
  create:
    ({ factor }) =>
    () =>
    (time) =>
      factor ** time,
});
