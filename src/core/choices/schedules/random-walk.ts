// Wanders up and down at random from epoch to epoch.
import { z } from 'zod';
import { createRandom, streamOf } from '../../random';
import { defineSchedule } from './schedule';

export const randomWalk = defineSchedule({
  kind: 'random-walk',
  title: 'Random walk',
  help: 'Multiplies the value by a random factor before each epoch, within bounds. Tries many learning rates in one run: the loss then shows which ones suit. Fixed by the seed.',
  source: 'A log-normal random walk reflected at its bounds; no reference implementation',
  params: {
    deviation: z.number().min(0).max(3).default(0.2).meta({
      title: 'Deviation',
      help: 'Standard deviation of the change of the logarithm in an epoch.',
    }),
    range: z.number().min(1).max(1e6).default(10).meta({
      title: 'Range',
      help: 'The value stays within its base divided by this and its base times this.',
      scale: 'log',
    }),
  },
  create: ({ deviation, range }) => {
    const bound = Math.log(range);
    return ({ seed }) => {
      const random = createRandom(seed, streamOf('schedule/random-walk'));
      /** Logarithm of the factor by epoch; every epoch's follows from the one before. */
      const places = [0];
      return (time) => {
        const epoch = Math.max(0, Math.floor(time));
        while (places.length <= epoch) {
          places.push(reflect((places.at(-1) as number) + deviation * random.normal(), bound));
        }
        return Math.exp(places[epoch] as number);
      };
    };
  },
});

/** Folds a number into [−bound, bound], as a mirror at either end would. */
function reflect(place: number, bound: number): number {
  if (bound === 0) return 0;
  const period = 4 * bound;
  const folded = (((place + bound) % period) + period) % period;
  return folded <= 2 * bound ? folded - bound : 3 * bound - folded;
}
