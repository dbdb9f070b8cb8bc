// The checks before a training: what they judge by is gathered in a second or two, and leaves no trace in the training itself.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { PreflightSignals } from '../core/preflight/check';
import { judgePreflight } from '../core/preflight/judge-preflight';
import type { Recipe } from '../core/recipe/recipe';
import type { Job, TrainerEvent, TrainJob } from '../core/run/job';
import type { Preflight } from '../core/run/preflight';
import type { Untrained } from '../core/run/untrained';
import type { Checkpoint } from '../engine/checkpoint/checkpoint';
import type { Runtime } from '../engine/runtime/runtime';
import { untrainedFacts } from '../engine/telemetry/untrained';
import { initialState } from '../engine/train/state';
import { defineShape, factsOf } from './assembly';
import type { LoadedData } from './load-data';
import { lookedAtRows } from './looked-at';
import { openJob } from './open-job';
import type { Orders } from './orders';
import { batchFacts, inputFacts, takeFirstSteps, untrainedLooks } from './preflight-looks';
import { tryOut } from './preflight-trials';
import { writePreflight } from './run-files';

/** What every experiment works with. */
export interface PreflightInput {
  runtime: Runtime;
  recipe: Recipe;
  data: LoadedData;
}

/** Null if it was ordered off. */
export async function runPreflight(input: PreflightInput, orders: Orders): Promise<Preflight | null> {
  const started = performance.now();
  const { recipe, data, runtime } = input;
  const looked = lookedAtRows(runtime.ops, data.train, recipe.seed);
  const definition = defineShape(recipe, data);
  const start = initialState(definition.network, definition.layout, recipe.seed);
  const untried = { ...input, definition, start };
  try {
    const signals: PreflightSignals = {
      task: data.resolved.task,
      recipe,
      classes: factsOf(recipe, data).classes,
      inputs: inputFacts(runtime.ops, data),
      batches: batchFacts(input),
      ...untrainedLooks(untried, looked),
      firstSteps: null,
      fewRows: null,
      zeroed: null,
    };
    // A value that is not a number makes NaN of every experiment, which says nothing more.
    if (signals.inputs.notFinite === 0) {
      if ((await orders.next()) !== 'go') return null;
      signals.firstSteps = takeFirstSteps(untried, looked, signals.untrained.constantLoss);
      if ((await orders.next()) !== 'go') return null;
      Object.assign(signals, tryOut(input));
    }
    return { checks: judgePreflight(signals), seconds: (performance.now() - started) / 1000 };
  } finally {
    looked.dispose();
  }
}

/** The loss of the untrained network against its expectation, for the diagnosis. */
export function untrainedLoss({ runtime, recipe, data }: PreflightInput): Untrained {
  const looked = lookedAtRows(runtime.ops, data.train, recipe.seed);
  const definition = defineShape(recipe, data);
  const start = initialState(definition.network, definition.layout, recipe.seed);
  const facts = untrainedFacts(runtime, definition, looked.part, factsOf(recipe, data).classes, start);
  looked.dispose();
  return facts;
}

/**
 * The checks in front of a run's first training, written into its folder. They warn and never stop a run: should one of
 * them fail in a way that nobody foresaw, the run's log says so.
 */
export async function checkBefore(
  { job, runtime, data, checkpoint }: Omit<PreflightInput, 'recipe'> & RunToCheck,
  orders: Orders,
  send: (event: TrainerEvent) => void,
): Promise<void> {
  const { recipe, folder } = job;
  if (job.resume || checkpoint || !recipe.training.preflight) return;
  send({ kind: 'progress', phase: 'checking', share: null });
  try {
    const preflight = await runPreflight({ runtime, recipe, data }, orders);
    if (!preflight) return;
    writePreflight(folder, preflight);
    send({ kind: 'checked', preflight });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    appendFileSync(path.join(folder, 'log.txt'), `The checks before the training failed: ${reason}\n`);
  }
}

interface RunToCheck {
  job: TrainJob;
  checkpoint: Checkpoint | null;
}

/** The job of checks that a person asked for. */
export async function preflight(
  job: Extract<Job, { kind: 'preflight' }>,
  orders: Orders,
  send: (event: TrainerEvent) => void,
): Promise<void> {
  const { recipe } = job;
  const { runtime, data } = await openJob(job, send);
  send({ kind: 'progress', phase: 'checking', share: null });
  const result = await runPreflight({ runtime, recipe, data }, orders);
  if (result) send({ kind: 'checked', preflight: result });
  send({ kind: 'done', execution: null, rows: null });
}
