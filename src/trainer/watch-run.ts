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
  const guarded = harmless(watch);
  return {
    ...guarded,
    dispose() {
      guarded.dispose();
      looked.dispose();
    },
  };
}

/** The same, but a look that fails in a way that nobody foresaw ends the looks, not the run; the run's log says so. */
export function harmless(watch: Watch): Watch {
  let broken = false;
  return {
    afterEpoch(epoch, executor) {
      if (broken) return null;
      try {
        return watch.afterEpoch(epoch, executor);
      } catch (error) {
        broken = true;
        const reason = error instanceof Error ? error.message : String(error);
        process.stderr.write(`Telemetry ends after epoch ${epoch.epoch}: ${reason}\n`);
        return null;
      }
    },
    dispose: () => watch.dispose(),
  };
}
