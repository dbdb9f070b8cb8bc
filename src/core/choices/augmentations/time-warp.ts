// Windows in which time runs faster and slower.
import { z } from 'zod';
import { cubicSpline } from '../../augmentation/cubic-spline';
import { copyWindows, resample } from '../../augmentation/window-copies';
import { defineAugmentation, renew, share } from './augmentation';

export const timeWarp = defineAugmentation({
  kind: 'time-warp',
  title: 'Time warp (series)',
  help: 'Copies windows and bends their time by a smooth random curve: parts are stretched, others pressed together.',
  source: 'Um et al. 2017, arXiv 1706.00527; Iwana and Uchida 2021 (time_warp)',
  params: {
    share,
    deviation: z.number().min(0.001).max(1).default(0.2).meta({
      title: 'Strength',
      help: 'Standard deviation of the factor by which each knot of the curve is moved.',
    }),
    knots: z.number().int().min(2).max(50).default(4).meta({
      title: 'Knots',
      help: 'Places between the ends of a window at which the curve bends.',
      level: 'expert',
    }),
    renew,
  },
  create: ({ share: wanted, deviation, knots, renew: when }) => ({
    needs: 'windows',
    renews: when === 'each-epoch',
    augment: (rows, random) =>
      copyWindows(rows, wanted, random, (window) => {
        const last = window.steps - 1;
        const moved = Array.from(
          { length: knots + 2 },
          (_, knot) => ((knot * last) / (knots + 1)) * (1 + deviation * random.normal()),
        );
        const curve = cubicSpline(moved);
        const bent = Float64Array.from({ length: window.steps }, (_, step) =>
          curve((step * (knots + 1)) / last),
        );
        // The window keeps its end.
        const scale = last / (bent[last] as number);
        resample(
          window,
          bent.map((moment) => moment * scale),
        );
      }),
  }),
});
