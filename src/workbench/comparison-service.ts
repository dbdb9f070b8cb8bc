// Compares the devices of this machine on one recipe: candidate after candidate, so that none disturbs another.
import path from 'node:path';
import { applyChanges } from '../core/recipe/paths';
import type { Recipe } from '../core/recipe/recipe';
import { candidatesOf } from '../core/run/candidates';
import type { Candidate, Comparison, Measurement } from '../core/run/comparison';
import type { Runtime } from '../core/run/job';
import { measurementOf, type Observation, recommend, timesToSameLoss } from '../core/run/judge-comparison';
import type { WorkbenchEvent } from './contract/events';
import type { Launch } from './jobs/child';
import { type Attempt, createExperiment, type Experiment } from './jobs/experiment';
import { type Observed, observeCandidate } from './jobs/observe-candidate';
import type { Workload } from './jobs/workload';

export interface ComparisonInput {
  data: string;
  recipe: Recipe;
  /** Seconds of epochs to measure for each candidate. */
  seconds?: number;
}

export interface ComparisonService extends Pick<Experiment<Comparison>, 'current' | 'ended'> {
  /** Starts one and answers with its first state. HoneError `request-invalid` while anything else loads the machine. */
  begin(input: ComparisonInput): Promise<Comparison>;
  /** Ends it; what was measured stays. */
  cancel(): Promise<void>;
}

export interface ComparisonOptions {
  launch: Launch;
  logFile: string;
  probe(): Promise<Runtime>;
  workload: Workload;
  emit(event: WorkbenchEvent): void;
}

const SECONDS_PER_CANDIDATE = 3;
/** Faults of the recipe or the file, which are the same on every device. */
const commonFaults: readonly string[] = [
  'file-not-found',
  'file-unreadable',
  'data-invalid',
  'column-missing',
  'target-invalid',
  'recipe-invalid',
];

export function createComparisons(options: ComparisonOptions): ComparisonService {
  const experiment = createExperiment<Comparison>({
    what: 'A comparison of devices',
    alone: true,
    workload: options.workload,
    tell: (comparison) => options.emit({ kind: 'devicesCompared', comparison }),
  });
  return {
    ...experiment,
    begin: async (input) =>
      experiment.begin(emptyComparison(input), (attempt) => measureAll(options, input, attempt)),
  };
}

async function measureAll(
  options: ComparisonOptions,
  input: ComparisonInput,
  attempt: Attempt<Comparison>,
): Promise<Partial<Comparison>> {
  const { state, show, isCancelled, cancelled } = attempt;
  const runtime = await Promise.race([options.probe(), cancelled]);
  if (!runtime) return {};
  show(whatToMeasure(runtime));
  const observations = new Map<string, Observation>();
  for (const { candidate } of state().measurements) {
    if (isCancelled()) return {};
    const { observation, error } = await measureOne(options, input, attempt, candidate);
    if (observation.epochs.length > 0 && error === null) observations.set(candidate.id, observation);
    show(withTimesToLoss(state(), observations));
    if (error && commonFaults.includes(error.code)) return { state: 'failed', error };
  }
  if (isCancelled()) return {};
  const { measurements } = state();
  const failed = measurements.every((one) => one.state === 'failed');
  const error = failed ? (measurements[0]?.error ?? null) : null;
  return { state: failed ? 'failed' : 'done', error, ...recommend(measurements) };
}

/** Trains on one device and notes what comes of it. */
async function measureOne(
  { launch, logFile }: ComparisonOptions,
  { data, recipe, seconds = SECONDS_PER_CANDIDATE }: ComparisonInput,
  { state, show, cancelled }: Attempt<Comparison>,
  candidate: Candidate,
): Promise<Observed> {
  const planned = recipe.training.epochs;
  const note = (part: Partial<Measurement>) => show(withMeasurement(state(), candidate, part));
  note({ state: 'running' });
  const observed = await observeCandidate({
    launch,
    logFile,
    data,
    recipe: applyChanges(recipe, candidate.changes),
    seconds,
    onChange(seen) {
      if (seen.rows > 0) show({ rows: seen.rows });
      note(measurementOf(candidate, seen, planned));
    },
    cancelled,
  });
  const { observation, error } = observed;
  const unmeasured = error ? 'failed' : 'waiting';
  const measured = observation.epochs.length > 0 && error === null ? 'done' : unmeasured;
  note({ ...measurementOf(candidate, observation, planned), state: measured, error });
  return observed;
}

function whatToMeasure({ devices = [] }: Runtime): Pick<Comparison, 'measurements' | 'left'> {
  return {
    measurements: candidatesOf(devices).map(waiting),
    left: devices
      .filter((device) => !device.available)
      .map(({ id, title, reason }) => ({ device: id, title, reason: reason ?? '' })),
  };
}

function withMeasurement(
  { measurements }: Comparison,
  candidate: Candidate,
  part: Partial<Measurement>,
): Partial<Comparison> {
  return {
    measurements: measurements.map((one) => (one.candidate.id === candidate.id ? { ...one, ...part } : one)),
  };
}

function withTimesToLoss(
  { measurements }: Comparison,
  observations: ReadonlyMap<string, Observation>,
): Partial<Comparison> {
  const { loss, seconds } = timesToSameLoss(observations);
  return {
    sameLoss: loss,
    measurements: measurements.map((one) => ({ ...one, lossSeconds: seconds.get(one.candidate.id) ?? null })),
  };
}

function emptyComparison({ data, recipe }: ComparisonInput): Comparison {
  return {
    state: 'running',
    data: path.basename(data),
    target: recipe.data.target,
    plannedEpochs: recipe.training.epochs,
    rows: null,
    measurements: [],
    left: [],
    sameLoss: null,
    recommended: null,
    why: null,
    error: null,
  };
}

function waiting(candidate: Candidate): Measurement {
  return {
    candidate,
    state: 'waiting',
    epochs: 0,
    compileSeconds: null,
    epochSeconds: null,
    rowsPerSecond: null,
    lossSeconds: null,
    runSeconds: null,
    error: null,
  };
}
