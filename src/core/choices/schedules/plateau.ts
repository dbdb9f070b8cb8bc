// Drops by a factor when the validation loss stands still.
import { z } from 'zod';
import { dropFactor } from './parameters';
import { defineSchedule } from './schedule';

export const plateau = defineSchedule({
  kind: 'plateau',
  title: 'Reduce on plateau',
  help: 'Drops the value whenever the validation loss has not improved for some epochs. Needs no plan of how long a run takes.',
  source:
    'keras.callbacks.ReduceLROnPlateau; torch.optim.lr_scheduler.ReduceLROnPlateau(threshold_mode="abs") waits one epoch longer, and does not count the epoch that ends a cooldown',
  params: {
    factor: dropFactor(0.1),
    patience: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(10)
      .meta({ title: 'Patience', help: 'Epochs without improvement before it drops.', unit: 'epochs' }),
    minDelta: z
      .number()
      .min(0)
      .max(1)
      .default(1e-4)
      .meta({ title: 'Smallest improvement', help: 'A smaller fall of the loss does not count.' }),
    cooldown: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .default(0)
      .meta({ title: 'Cooldown', help: 'Epochs after a drop in which nothing is counted.', unit: 'epochs' }),
    minimum: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({ title: 'Least share', help: 'The value never falls below this share of its base.' }),
  },
  create:
    (settings) =>
    ({ losses }) => {
      const factor = factorAfter(losses, settings);
      return () => factor;
    },
});

interface Plateau {
  factor: number;
  patience: number;
  minDelta: number;
  cooldown: number;
  minimum: number;
}

/** What the epochs so far leave of the base value. A loss that is not finite is no improvement. */
function factorAfter(losses: readonly (number | null)[], settings: Plateau): number {
  let factor = 1;
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  let cooling = 0;
  for (const loss of losses) {
    if (cooling > 0) {
      cooling -= 1;
      waited = 0;
    }
    if (loss !== null && loss < best - settings.minDelta) {
      best = loss;
      waited = 0;
    } else if (cooling === 0) {
      waited += 1;
      if (waited >= settings.patience && factor > settings.minimum) {
        factor = Math.max(factor * settings.factor, settings.minimum);
        cooling = settings.cooldown;
        waited = 0;
      }
    }
  }
  return factor;
}
