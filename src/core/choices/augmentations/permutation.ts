// Windows whose pieces change places.
import { z } from 'zod';
import { copyWindows, featureOf } from '../../augmentation/window-copies';
import { permutation as randomOrder } from '../../random';
import { defineAugmentation, renew, share } from './augmentation';

export const permutation = defineAugmentation({
  kind: 'permutation',
  title: 'Permutation (series)',
  help: 'Copies windows, cuts each into a few pieces and puts them in another order. For series in which it matters what happens, not when.',
  source: 'Um et al. 2017, arXiv 1706.00527; Iwana and Uchida 2021 (permutation)',
  params: {
    share,
    pieces: z.number().int().min(2).max(50).default(4).meta({
      title: 'Most pieces',
      help: 'Windows are cut into one to this many pieces of equal length.',
    }),
    renew,
  },
  create: ({ share: wanted, pieces, renew: when }) => ({
    needs: 'windows',
    renews: when === 'each-epoch',
    augment: (rows, random) =>
      copyWindows(rows, wanted, random, (window) => {
        const { steps, features, values } = window;
        const count = Math.min(steps, 1 + random.integer(pieces));
        if (count === 1) return;
        const places = [...randomOrder(count, random)].flatMap((piece) => stepsOf(steps, count, piece));
        for (let feature = 0; feature < features; feature++) {
          const before = featureOf(window, feature);
          for (const [step, place] of places.entries()) {
            values[step * features + feature] = before[place] as number;
          }
        }
      }),
  }),
});

/** Steps of a piece, the first pieces one longer where they do not divide (`numpy.array_split`). */
function stepsOf(steps: number, count: number, piece: number): number[] {
  const [length, longer] = [Math.floor(steps / count), steps % count];
  const start = piece * length + Math.min(piece, longer);
  return Array.from({ length: length + Number(piece < longer) }, (_, i) => start + i);
}
