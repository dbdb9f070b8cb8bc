// The checks before a training on request, one at a time, in a process of their own.
import { type ErrorReport, HoneError, reviveError } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { Preflight } from '../core/run/preflight';
import type { WorkbenchEvent } from './contract/events';
import type { Launch } from './jobs/child';
import { type Attempt, createExperiment, type ExperimentState } from './jobs/experiment';
import { startTrainerProcess } from './jobs/trainer-process';
import type { Workload } from './jobs/workload';

export interface PreflightService {
  /** HoneError `request-invalid` while other checks are under way, `cancelled` if these are ended. */
  run(input: PreflightInput): Promise<Preflight>;
  cancel(): Promise<void>;
}

export interface PreflightInput {
  data: string;
  recipe: Recipe;
}

export interface PreflightOptions {
  launch: Launch;
  logFile: string;
  workload: Workload;
  emit(event: WorkbenchEvent): void;
}

interface Checking extends ExperimentState {
  preflight: Preflight | null;
}

export function createPreflights(options: PreflightOptions): PreflightService {
  const experiment = createExperiment<Checking>({
    what: 'A check of a recipe',
    alone: false,
    workload: options.workload,
    tell() {},
  });
  return {
    async run(input) {
      const first: Checking = { state: 'running', preflight: null, error: null };
      experiment.begin(first, (attempt) => check(options, input, attempt));
      const { preflight = null, error = null } = (await experiment.ended()) ?? {};
      if (preflight) return preflight;
      if (error) throw reviveError(error as ErrorReport);
      throw new HoneError('cancelled', 'The checks were cancelled.');
    },
    cancel: experiment.cancel,
  };
}

async function check(
  { launch, logFile, emit }: PreflightOptions,
  { data, recipe }: PreflightInput,
  { state, show, cancelled }: Attempt<Checking>,
): Promise<Partial<Checking>> {
  let phase = 'checking';
  const process = startTrainerProcess({
    launch,
    label: 'preflight',
    logFile,
    job: { kind: 'preflight', recipe, data },
    onEvent(event) {
      if (event.kind === 'checked') show({ preflight: event.preflight });
      if (event.kind !== 'progress') return;
      phase = event.phase;
      emit({ kind: 'workProgressed', phase, share: event.share });
    },
  });
  void cancelled.then(process.kill);
  const ending = await process.ended;
  emit({ kind: 'workProgressed', phase, share: 1 });
  if (state().preflight) return { state: 'done' };
  if (ending.kind === 'said' && ending.event.kind === 'failed')
    throw reviveError(ending.event.error as ErrorReport);
  throw new HoneError(
    'training-failed',
    `The process for the checks ${ending.kind === 'lost' ? ending.reason : 'ended without a result'}.`,
    { place: { file: logFile }, fix: 'Try again; the named file holds what the process said last.' },
  );
}
