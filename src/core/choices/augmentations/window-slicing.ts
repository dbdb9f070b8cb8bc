// A piece of each window, stretched to its whole length.
import { z } from 'zod';
import { copyWindows, resample } from '../../augmentation/window-copies';
import { defineAugmentation, renew, share } from './augmentation';

export const windowSlicing = defineAugmentation({
  kind: 'window-slicing',
  title: 'Window slicing (series)',
  help: 'Copies windows, cuts a random piece out of each and stretches it to the length of the window.',
  source: 'Le Guennec et al. 2016; Iwana and Uchida 2021 (window_slice)',
  params: {
    share,
    part: z.number().min(0.1).max(0.99).default(0.9).meta({
      title: 'Piece',
      help: 'Length of the piece as a share of the window.',
    }),
    renew,
  },
  create: ({ share: wanted, part, renew: when }) => ({
    needs: 'windows',
    renews: when === 'each-epoch',
    augment: (rows, random) =>
      copyWindows(rows, wanted, random, (window) => {
        const { steps } = window;
        // A short window loses one step at least, or its copy would be itself.
        const length = Math.max(2, Math.min(steps - 1, Math.ceil(part * steps)));
        const start = random.integer(steps - length + 1);
        // The last steps ask for moments behind the piece, where its last value stays.
        const moments = Float64Array.from(
          { length: steps },
          (_, step) => start + Math.min(length - 1, (step * length) / (steps - 1)),
        );
        resample(window, moments);
      }),
  }),
});
