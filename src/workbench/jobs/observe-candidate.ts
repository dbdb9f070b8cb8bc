// Trains a recipe on one device for a while, in a process and a folder of its own, and notes how fast it goes.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Recipe } from '../../core/recipe/recipe';
import type { EpochBatch, TrainerEvent } from '../../core/run/job';
import type { Observation } from '../../core/run/judge-comparison';
import type { RunRecord } from '../../core/run/record';
import type { Launch } from './child';
import { startTrainerProcess } from './trainer-process';

export interface ObservationOptions {
  launch: Launch;
  logFile: string;
  data: string;
  /** With the candidate's device. */
  recipe: Recipe;
  /** Epochs are measured for so long. */
  seconds: number;
  /** A candidate that has not ended an epoch by then, counted from its first step, is given up. */
  limitSeconds?: number;
  /** One that has not come to its first step by then is given up, too. */
  startLimitSeconds?: number;
  onChange(observation: Observation): void;
  /** Ends it early when it resolves. */
  cancelled: Promise<void>;
}

export interface Observed {
  observation: Observation;
  /** Null where it went well, or was cancelled. */
  error: NonNullable<RunRecord['error']> | null;
}

const LIMIT_SECONDS = 60;
/** Large files take long to read. */
const START_LIMIT_SECONDS = 600;
/** The median of fewer epochs says little. */
const LEAST_EPOCHS = 4;

/** Never throws for what the trainer does: a failure is part of the result. */
export async function observeCandidate(options: ObservationOptions): Promise<Observed> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hone-compare-'));
  try {
    return await observe(options, folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

async function observe(options: ObservationOptions, folder: string): Promise<Observed> {
  const { launch, logFile, data, recipe, cancelled } = options;
  const watch = createWatch(options);
  const process = startTrainerProcess({
    launch,
    label: 'compare',
    logFile,
    job: {
      kind: 'train',
      runId: 'compare',
      folder,
      recipe: unwatched(recipe),
      data,
      test: null,
      resume: false,
    },
    onEvent: watch.take,
  });
  const kill = () => process.kill();
  void watch.enough.then(kill);
  void cancelled.then(kill);
  const ending = await process.ended;
  watch.close();
  const observation = watch.observation();
  if (ending.kind === 'said' && ending.event.kind === 'failed')
    return { observation, error: ending.event.error };
  const died = ending.kind === 'lost' && !watch.isEnough() && !(await isResolved(cancelled));
  if (died) return { observation, error: fault(`The training ${ending.reason}.`) };
  const late = watch.late();
  return { observation, error: late === null ? null : fault(late) };
}

/** Checks, telemetry and pre-training would be measured with it. */
function unwatched(recipe: Recipe): Recipe {
  const { training } = recipe;
  const pretraining = { ...training.pretraining, enabled: false };
  return { ...recipe, training: { ...training, preflight: false, telemetry: 0, pretraining } };
}

/** Collects what the trainer reports, and says when that is enough. */
function createWatch({ recipe, seconds, onChange, ...limits }: ObservationOptions) {
  const { limitSeconds = LIMIT_SECONDS, startLimitSeconds = START_LIMIT_SECONDS } = limits;
  let begun: number | null = null;
  let buildSeconds = 0;
  let rows = 0;
  let late: string | null = null;
  let sufficient = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const epochs: { seconds: number; loss: number | null }[] = [];
  let end: () => void = () => {};
  const enough = new Promise<void>((resolve) => {
    end = () => {
      sufficient = true;
      resolve();
    };
  });
  const observation = (): Observation => ({ buildSeconds, epochs, rows });
  const giveUpAfter = (limit: number, text: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (epochs.length === 0) late = text;
      end();
    }, limit * 1000);
  };
  giveUpAfter(startLimitSeconds, `It had not begun to train after ${startLimitSeconds} seconds.`);
  /** The data is there, and building begins. */
  const begin = () => {
    if (begun !== null) return;
    begun = performance.now();
    giveUpAfter(limitSeconds, `Not one epoch was done in ${limitSeconds} seconds.`);
  };
  const add = (batch: EpochBatch) => {
    const fresh = batch.epochs.filter(({ phase }) => phase === 'training');
    const took = fresh.reduce((sum, epoch) => sum + epoch.seconds, 0);
    if (epochs.length === 0 && begun !== null)
      buildSeconds = Math.max(0, (performance.now() - begun) / 1000 - took);
    for (const epoch of fresh) epochs.push({ seconds: epoch.seconds, loss: epoch.trainLoss });
    const measured = epochs.slice(1).reduce((sum, epoch) => sum + epoch.seconds, 0);
    if (epochs.length >= Math.min(LEAST_EPOCHS, recipe.training.epochs) && measured >= seconds) end();
  };
  const take = (event: TrainerEvent) => {
    if (event.kind === 'epochs') add(event);
    else if (event.kind === 'record' && event.change.state === 'training') {
      rows = event.change.rows?.train ?? rows;
      begin();
    } else if (event.kind === 'progress' && event.phase === 'compiling') begin();
    else return;
    onChange(observation());
  };
  return {
    take,
    enough,
    observation,
    isEnough: () => sufficient,
    /** Why it was given up; null where it was not. */
    late: () => late,
    close: () => clearTimeout(timer),
  };
}

async function isResolved(promise: Promise<void>): Promise<boolean> {
  return Promise.race([promise.then(() => true), Promise.resolve(false)]);
}

function fault(message: string): NonNullable<RunRecord['error']> {
  return { code: 'training-failed', message, place: {} };
}
