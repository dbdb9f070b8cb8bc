// Telemetry of a run: looks into its network on the rows that are set aside for that.
import type { Recipe } from '../core/recipe/recipe';
import type { Runtime } from '../engine/runtime/runtime';
import { createWatch, type Watch } from '../engine/telemetry/watch';
import type { Part } from '../engine/train/fit';
import { lookedAtRows } from './looked-at';

/** Looks as often as the recipe says and as the time of the run allows. */
export function watchRun(runtime: Runtime, train: Part, { seed, training }: Recipe): Watch {
  const looked = lookedAtRows(runtime.ops, train, seed);
  const watch = createWatch({ runtime, batch: looked.batch, seed, interval: training.telemetry });
  return {
    ...watch,
    dispose() {
      watch.dispose();
      looked.dispose();
    },
  };
}
