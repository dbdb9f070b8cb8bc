// Falls with one over the time.
import { z } from 'zod';
import { defineSchedule } from './schedule';

export const inverseTime = defineSchedule({
  kind: 'inverse-time',
  title: 'Inverse time decay',
  help: 'Divides the value by 1 + decay · epochs: quick at first, then ever slower, and never at an end. The classical choice for plain SGD.',
  source: 'Robbins and Monro 1951; keras.optimizers.schedules.InverseTimeDecay',
  params: {
    decay: z
      .number()
      .min(0)
      .max(100)
      .default(0.1)
      .meta({ title: 'Decay per epoch', help: 'At 0.1 the value is halved after ten epochs.' }),
  },
  create:
    ({ decay }) =>
    () =>
    (time) =>
      1 / (1 + decay * Math.max(0, time)),
});
