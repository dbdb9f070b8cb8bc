// Compares the devices of this machine on one recipe: candidate after candidate, so that none disturbs another.
import path from 'node:path';
import { HoneError, reportError } from '../core/errors';
import { applyChanges } from '../core/recipe/paths';
import type { Recipe } from '../core/recipe/recipe';
import { candidatesOf } from '../core/run/candidates';
import type { Candidate, Comparison, Measurement } from '../core/run/comparison';
import type { Runtime } from '../core/run/job';
import { measurementOf, type Observation, recommend, timesToSameLoss } from '../core/run/judge-comparison';
import type { WorkbenchEvent } from './contract/events';
import type { Launch } from './jobs/child';
import { observeCandidate } from './jobs/observe-candidate';
import { createThrottle } from './jobs/throttle';

export interface ComparisonInput {
  data: string;
  recipe: Recipe;
  /** Seconds of epochs to measure for each candidate. */
  seconds?: number;
}

export interface ComparisonService {
  /** Starts one and answers with its first state. HoneError `request-invalid` while something else trains. */
  begin(input: ComparisonInput): Promise<Comparison>;
  /** The last one: under way, over, or null if there was none. */
  current(): Comparison | null;
  /** Resolves with the last one when it is over. */
  ended(): Promise<Comparison | null>;
  /** Ends it; what was measured stays. */
  cancel(): Promise<void>;
}

export interface ComparisonOptions {
  launch: Launch;
  logFile: string;
  probe(): Promise<Runtime>;
  /** Trainings under way. */
  active(): number;
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
const PAUSE_BETWEEN_EVENTS_MS = 200;

export function createComparisons(options: ComparisonOptions): ComparisonService {
  let current: Comparison | null = null;
  let cancel: () => void = () => {};
  let over: Promise<void> = Promise.resolve();
  const news = createThrottle(PAUSE_BETWEEN_EVENTS_MS, () => {
    if (current) options.emit({ kind: 'devicesCompared', comparison: current });
  });
  const show = (change: Partial<Comparison>) => {
    if (current) current = { ...current, ...change };
    news.request();
  };
  return {
    async begin(input) {
      if (current?.state === 'running' || options.active() > 0) throw busy();
      // Taken before the machine is asked, so that a second call does not slip in between.
      current = emptyComparison(input);
      const cancelled = new Promise<void>((resolve) => {
        cancel = resolve;
      });
      try {
        const { devices = [] } = await options.probe();
        const measurements = candidatesOf(devices).map(waiting);
        const left = devices
          .filter((device) => !device.available)
          .map(({ id, title, reason }) => ({ device: id, title, reason: reason ?? '' }));
        show({ measurements, left });
      } catch (error) {
        show({ state: 'failed', error: reportError(error) });
        throw error;
      }
      over = measureAll(options, input, () => current as Comparison, show, cancelled)
        .catch((error: unknown) => show({ state: 'failed', error: reportError(error) }))
        .finally(() => {
          // The last state is told at once, whatever the pause.
          news.cancel();
          if (current) options.emit({ kind: 'devicesCompared', comparison: current });
        });
      return current;
    },
    current: () => current,
    async ended() {
      await over;
      return current;
    },
    async cancel() {
      if (current?.state === 'running') show({ state: 'cancelled' });
      cancel();
      await over;
    },
  };
}

async function measureAll(
  options: ComparisonOptions,
  input: ComparisonInput,
  current: () => Comparison,
  show: (change: Partial<Comparison>) => void,
  cancelled: Promise<void>,
): Promise<void> {
  const observations = new Map<string, Observation>();
  const planned = input.recipe.training.epochs;
  for (const { candidate } of current().measurements) {
    if (current().state !== 'running') break;
    const note = (part: Partial<Measurement>) => show(withMeasurement(current(), candidate, part));
    note({ state: 'running' });
    const { observation, error } = await observeCandidate({
      launch: options.launch,
      logFile: options.logFile,
      data: input.data,
      recipe: applyChanges(input.recipe, candidate.changes),
      seconds: input.seconds ?? SECONDS_PER_CANDIDATE,
      onChange(seen) {
        if (seen.rows > 0) show({ rows: seen.rows });
        note(measurementOf(candidate, seen, planned));
      },
      cancelled,
    });
    const measured = observation.epochs.length > 0 && error === null;
    if (measured) observations.set(candidate.id, observation);
    const state = measured ? 'done' : error ? 'failed' : 'waiting';
    note({ ...measurementOf(candidate, observation, planned), state, error });
    show(withTimesToLoss(current(), observations));
    if (error && commonFaults.includes(error.code)) return show({ state: 'failed', error });
  }
  if (current().state !== 'running') return;
  const { measurements } = current();
  const failed = measurements.every(({ state }) => state === 'failed');
  const error = failed ? (measurements[0]?.error ?? null) : null;
  show({ state: failed ? 'failed' : 'done', error, ...recommend(measurements) });
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

function busy(): HoneError {
  return new HoneError(
    'request-invalid',
    'Something trains already, and its load would falsify the figures.',
    {
      fix: 'Wait until it has ended, or stop it.',
    },
  );
}
