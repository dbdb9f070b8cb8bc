// Four cosine waves, each twice as long as the one before, that start and end at zero.
import { defineSchedule, progress } from './schedule';

const CYCLES = 4;

export const coslog4 = defineSchedule({
  kind: 'coslog4',
  title: 'Cosine of the logarithm',
  help: 'Four waves from zero to the full value and back, each twice as long as the one before. Made for tables by the authors of RealMLP; judge a run only at the end of a wave.',
  source:
    'Holzmüller, Grinsztajn and Steinwart 2024 (arXiv 2407.04491), coslog4: ½ − ½·cos(2π·log2(1 + 15·progress))',
  params: {},
  create:
    () =>
    ({ totalEpochs }) =>
    (time) =>
      0.5 - 0.5 * Math.cos(2 * Math.PI * Math.log2(1 + (2 ** CYCLES - 1) * progress(time, totalEpochs))),
});
