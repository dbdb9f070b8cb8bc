// What the epochs of the candidates say: speed, time to the same loss, and which candidate to take.
import { median } from '../statistics/quantiles';
import type { Candidate, Comparison, Measurement } from './comparison';

/** What was seen of one candidate while it trained. */
export interface Observation {
  /** Seconds from the loaded data to the begin of the first epoch. */
  buildSeconds: number;
  /** Of each epoch in order. */
  epochs: readonly { seconds: number; loss: number | null }[];
  rows: number;
}

/** Losses of candidates differ in the last digits, as they add up in another order: this much counts as the same. */
const SAME_LOSS = 1e-3;
/** A difference in time that is mere noise. */
const SAME_TIME = 0.05;

/** Figures of one candidate; `plannedEpochs` is what the recipe would train at the most. */
export function measurementOf(
  candidate: Candidate,
  { buildSeconds, epochs, rows }: Observation,
  plannedEpochs: number,
): Measurement {
  const [first, ...later] = epochs;
  const none = {
    compileSeconds: null,
    epochSeconds: null,
    rowsPerSecond: null,
    lossSeconds: null,
    runSeconds: null,
  };
  if (!first) return { candidate, state: 'running', epochs: 0, ...none, error: null };
  const epochSeconds = medianOf((later.length > 0 ? later : [first]).map(({ seconds }) => seconds));
  // XLA compiles within the first epoch; what that took longer than the others is compiling.
  const compileSeconds = buildSeconds + Math.max(0, first.seconds - epochSeconds);
  return {
    candidate,
    state: 'running',
    epochs: epochs.length,
    compileSeconds,
    epochSeconds,
    rowsPerSecond: rows / Math.max(epochSeconds, 1e-9),
    lossSeconds: null,
    runSeconds: compileSeconds + plannedEpochs * epochSeconds,
    error: null,
  };
}

function medianOf(values: readonly number[]): number {
  return median([...values].sort((a, b) => a - b));
}

/** The lowest training loss that every candidate reached, and when each did; candidates without an epoch do not count. */
export function timesToSameLoss(observations: ReadonlyMap<string, Observation>): {
  loss: number | null;
  seconds: Map<string, number>;
} {
  const lowest = [...observations.values()]
    .map(({ epochs }) => epochs.flatMap(({ loss }) => (loss === null ? [] : [loss])))
    .filter((losses) => losses.length > 0)
    .map((losses) => Math.min(...losses));
  const seconds = new Map<string, number>();
  if (lowest.length === 0) return { loss: null, seconds };
  const loss = Math.max(...lowest);
  for (const [id, { buildSeconds, epochs }] of observations) {
    let passed = buildSeconds;
    for (const epoch of epochs) {
      passed += epoch.seconds;
      if (epoch.loss === null || epoch.loss > loss + SAME_LOSS * Math.abs(loss)) continue;
      seconds.set(id, passed);
      break;
    }
  }
  return { loss, seconds };
}

/** The candidate that ends the planned run first; among equals the one listed first. Null where nothing was measured. */
export function recommend(measurements: readonly Measurement[]): Pick<Comparison, 'recommended' | 'why'> {
  const measured = measurements.filter((one) => one.state === 'done' && one.runSeconds !== null);
  const time = (one: Measurement) => one.runSeconds as number;
  const fastest = Math.min(...measured.map(time));
  // Float32 is kept where rounding gains nothing.
  const best = measured.find((one) => time(one) <= fastest * (1 + SAME_TIME));
  if (!best) return { recommended: null, why: null };
  const other = measured
    .filter(
      ({ candidate }) =>
        candidate.device !== best.candidate.device || candidate.threads !== best.candidate.threads,
    )
    .reduce<Measurement | null>((next, one) => (next === null || time(one) < time(next) ? one : next), null);
  return { recommended: best.candidate.id, why: whyText(best, other) };
}

function whyText(best: Measurement, other: Measurement | null): string {
  const ends = `${candidateName(best.candidate)} ends the planned run first, in about ${secondsText(best.runSeconds as number)}`;
  if (!other) return `${ends}.`;
  const ratio = (other.runSeconds as number) / (best.runSeconds as number);
  const name = candidateName(other.candidate);
  if (ratio <= 1 + SAME_TIME) return `${ends}; ${name} takes about as long.`;
  const compiling = (best.compileSeconds as number) > (best.runSeconds as number) / 2;
  const reason = compiling ? ' Most of that is compiling, so a longer run may be faster elsewhere.' : '';
  return `${ends}; ${name} would take ${ratio.toFixed(1)} times as long.${reason}`;
}

/** Such as `CPU, 2 threads, XLA` or `GPU 0, graph, mixed precision`. */
export function candidateName({ kind, device, threads, executor, precision }: Candidate): string {
  const names = { cpu: 'CPU', gpu: `GPU ${device.split(':')[1] ?? ''}`.trim(), wasm: 'WebAssembly' };
  return [
    names[kind],
    threads === null ? '' : `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    { xla: 'XLA', graph: 'graph', eager: kind === 'wasm' ? '' : 'step by step' }[executor],
    precision === 'mixed' ? 'mixed precision' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function secondsText(seconds: number): string {
  if (seconds < 90) return `${Number(seconds.toPrecision(2))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
