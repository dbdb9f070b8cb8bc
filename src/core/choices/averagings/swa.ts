// Stochastic weight averaging: the mean of the parameters at the ends of the last epochs.
import { z } from 'zod';
import { defineAveraging } from './averaging';

export const swa = defineAveraging({
  kind: 'swa',
  title: 'Stochastic weight averaging',
  help: 'Averages the parameters at the end of every epoch of the last part of the run, all alike. Finds flatter minima, best with a constant or cyclic learning rate. Until it starts, the average is the parameters themselves.',
  source:
    'Izmailov et al. 2018 (arXiv 1803.05407), algorithm 1; torch.optim.swa_utils.AveragedModel updated at epoch ends',
  params: {
    start: z.number().min(0).max(1).default(0.75).meta({
      title: 'Start',
      help: 'Share of the planned epochs after which averaging starts.',
    }),
  },
  create: ({ start }) => ({
    weight(_step, time, totalEpochs) {
      // Shares such as 0.55 of 100 epochs are a hair above the whole number that they mean.
      const first = Math.max(1, Math.ceil(start * totalEpochs - 1e-9));
      if (time <= first) return 1;
      return Number.isInteger(time) ? 1 / (time - first + 1) : 0;
    },
  }),
});
