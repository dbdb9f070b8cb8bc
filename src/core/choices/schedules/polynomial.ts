// Falls to a final share along a power of the time that is left.
import { z } from 'zod';
import { finalShare } from './parameters';
import { defineSchedule, progress } from './schedule';

export const polynomial = defineSchedule({
  kind: 'polynomial',
  title: 'Polynomial decay',
  help: 'Lowers the value with a power of the time left. Power 1 is a straight line; above 1 it falls fast at first and ends gently.',
  source: 'keras.optimizers.schedules.PolynomialDecay; torch.optim.lr_scheduler.PolynomialLR ends at 0',
  params: {
    power: z
      .number()
      .min(0.1)
      .max(10)
      .default(1)
      .meta({ title: 'Power', help: '1 is a straight line, 2 a parabola.' }),
    finalShare,
  },
  create:
    ({ power, finalShare }) =>
    ({ totalEpochs }) =>
    (time) =>
      finalShare + (1 - finalShare) * (1 - progress(time, totalEpochs)) ** power,
});
