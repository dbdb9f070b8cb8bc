// The job of a cross-validation: some of its folds, each trained with everything fitted on its own training rows.
import { withFold } from '../core/recipe/fold-recipe';
import type { Job, TrainerEvent } from '../core/run/job';
import { openRuntime } from '../engine/runtime/runtime';
import { fitData } from './fit-data';
import { jobSizeOf } from './job-size';
import { readFiles } from './load-data';
import type { Orders } from './orders';
import { progressTeller } from './progress-teller';
import { scoreRecipe } from './score-recipe';
import { splitMemory } from './split-memory';

/** Reads the file once and reports fold by fold; ends early when ordered off. */
export async function measureFolds(
  job: Extract<Job, { kind: 'folds' }>,
  orders: Orders,
  send: (event: TrainerEvent) => void,
): Promise<void> {
  const { recipe, folds, data, threads, cache } = job;
  const progress = (phase: string, share: number | null) => send({ kind: 'progress', phase, share });
  const files = await readFiles({ recipe, data, test: null, cache }, progress);
  const memory = splitMemory({ splits: job.splits ?? null, run: null });
  const size = () => jobSizeOf(fitData(files, recipe, memory), recipe);
  const runtime = await openRuntime({ ...recipe.hardware, share: threads, size });
  const tellShare = progressTeller((share) => progress('measuring', share));
  for (const [i, place] of folds.entries()) {
    const one = withFold(recipe, place);
    const score = await scoreRecipe(runtime, files, one, {
      orders,
      fitted: fitData(files, one, memory),
      onShare: (share) => tellShare((i + share) / folds.length),
    });
    if (!score) break;
    const { part, rows, trained, bestEpoch, loss, metrics } = score;
    send({
      kind: 'folded',
      score: { ...place, part, rows: { ...trained, judged: rows }, bestEpoch, loss, metrics },
    });
  }
  send({ kind: 'done', execution: null, rows: null });
}
