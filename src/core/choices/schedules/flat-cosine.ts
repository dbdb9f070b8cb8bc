// Flat for a part of the run, then half a cosine down to zero.
import { z } from 'zod';
import { defineSchedule, progress } from './schedule';

export const flatCosine = defineSchedule({
  kind: 'flat-cosine',
  title: 'Flat, then cosine',
  help: 'Keeps the value for a part of the run and then lowers it along half a cosine to zero. Good for dropout and weight decay too, which are then off when the run ends.',
  source:
    'Holzmüller, Grinsztajn and Steinwart 2024 (arXiv 2407.04491), flat_cos: ½·(1 + cos(π·(max(1, 2·progress) − 1)))',
  params: {
    flatShare: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .meta({ title: 'Flat share', help: 'Share of the run before the value begins to fall.' }),
  },
  create:
    ({ flatShare }) =>
    ({ totalEpochs }) =>
    (time) => {
      const done = progress(time, totalEpochs);
      if (done <= flatShare) return 1;
      return 0.5 * (1 + Math.cos((Math.PI * (done - flatShare)) / (1 - flatShare)));
    },
});
