// Half a cosine from the full value down to a final share of it.
import { finalShare } from './parameters';
import { defineSchedule, progress } from './schedule';

export const cosine = defineSchedule({
  kind: 'cosine',
  title: 'Cosine decay',
  help: 'Lowers the value along half a cosine until the last planned epoch. Ends calm, so the last epochs are usually the best.',
  source:
    'Loshchilov and Hutter 2017 (arXiv 1608.03983), one cycle; alpha as in keras.optimizers.schedules.CosineDecay',
  params: { finalShare },
  create:
    ({ finalShare }) =>
    ({ totalEpochs }) =>
    (time) =>
      finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress(time, totalEpochs))),
});
