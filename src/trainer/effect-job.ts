// The job of measuring the effect of a change: for each seed one training without it and one with it.
import { HoneError } from '../core/errors';
import type { Job, TrainerEvent } from '../core/run/job';
import { openRuntime } from '../engine/runtime/runtime';
import { fitData } from './fit-data';
import { jobSizeOf } from './job-size';
import { readFiles } from './load-data';
import type { Orders } from './orders';
import { progressTeller } from './progress-teller';
import { type RecipeScore, scoreRecipe } from './score-recipe';

/** Reads the files once and reports pair by pair; ends early when ordered off. */
export async function measureEffect(
  job: Extract<Job, { kind: 'effect' }>,
  orders: Orders,
  send: (event: TrainerEvent) => void,
): Promise<void> {
  const { before, after, seeds, data, test, threads, cache } = job;
  const progress = (phase: string, share: number | null) => send({ kind: 'progress', phase, share });
  const files = await readFiles({ recipe: before, data, test, cache }, progress);
  const size = () => jobSizeOf(fitData(files, before), before);
  const runtime = await openRuntime({ ...before.hardware, share: threads, size });
  const tellShare = progressTeller((share) => progress('measuring', share));
  for (const [i, seed] of seeds.entries()) {
    const score = (recipe: typeof before, half: 0 | 1) =>
      scoreRecipe(
        runtime,
        files,
        { ...recipe, seed },
        {
          orders,
          onShare: (share) => tellShare((i + (half + share) / 2) / seeds.length),
        },
      );
    const one = await score(before, 0);
    const other = one && (await score(after, 1));
    if (!one || !other) break;
    requireSameMeasure(one, other);
    send({
      kind: 'paired',
      metric: one.task === 'regression' ? 'r2' : 'accuracy',
      part: one.part,
      rows: one.rows,
      pair: {
        seed,
        before: one.metric,
        after: other.metric,
        beforeLoss: one.loss,
        afterLoss: other.loss,
        ...balanced(one, other),
      },
    });
  }
  send({ kind: 'done', execution: null, rows: null });
}

/** Of classes: what a change does for small ones does not show in the accuracy. */
function balanced(one: RecipeScore, other: RecipeScore) {
  const { balancedAccuracy: before } = one.metrics;
  const { balancedAccuracy: after } = other.metrics;
  return before === undefined || after === undefined ? {} : { beforeBalanced: before, afterBalanced: after };
}

function requireSameMeasure(one: RecipeScore, other: RecipeScore): void {
  const sameMetric = (one.task === 'regression') === (other.task === 'regression');
  if (sameMetric && one.part === other.part && one.rows === other.rows) return;
  throw new HoneError(
    'request-invalid',
    'With the change the model is measured on other rows, or predicts something else.',
    {
      fix: 'Change what is trained, not the target or the share of the test rows.',
    },
  );
}
