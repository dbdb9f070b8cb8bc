// A comparison of devices that never trains: figures from a formula, at whatever pace the scene asks for.
import type { Recipe } from '../../../src/core/recipe/recipe';
import { candidatesOf } from '../../../src/core/run/candidates';
import type { Comparison } from '../../../src/core/run/comparison';
import {
  measurementOf,
  type Observation,
  recommend,
  timesToSameLoss,
} from '../../../src/core/run/judge-comparison';
import type { WorkbenchEvent } from '../../../src/workbench/contract/events';
import { devices } from './devices';

/** Seconds of an epoch and of compiling, in the order of the candidates. */
const speeds: readonly (readonly [epoch: number, compile: number])[] = [
  [0.0231, 0.12],
  [0.0127, 0.84],
  [0.0252, 0.11],
  [0.0124, 0.86],
  [0.0384, 0.1],
  [0.0219, 0.8],
  [0.402, 0.02],
];

export function createFakeComparisons(paceMs: number | null, emit: (event: WorkbenchEvent) => void) {
  let current: Comparison | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (change: Partial<Comparison>) => {
    if (current) current = { ...current, ...change };
    if (current) emit({ kind: 'devicesCompared', comparison: current });
  };
  const observations = new Map<string, Observation>();

  const measure = (at: number) => {
    if (!current) return;
    const one = current.measurements[at];
    if (!one) return show({ state: 'done', ...recommend(current.measurements) });
    const [seconds, buildSeconds] = speeds[at % speeds.length] as readonly [number, number];
    const losses = seconds > 0.1 ? 8 : 100;
    const epochs = Array.from({ length: losses }, (_, i) => ({ seconds, loss: 1 / (i + 1) }));
    const observation = { buildSeconds, rows: 206, epochs };
    observations.set(one.candidate.id, observation);
    const planned = current.plannedEpochs;
    const measured = { ...measurementOf(one.candidate, observation, planned), state: 'done' as const };
    const measurements = current.measurements.map((other, i) =>
      i === at ? measured : i === at + 1 ? { ...other, state: 'running' as const } : other,
    );
    const { loss, seconds: times } = timesToSameLoss(observations);
    show({
      rows: 206,
      sameLoss: loss,
      measurements: measurements.map((other) => ({
        ...other,
        lossSeconds: times.get(other.candidate.id) ?? null,
      })),
    });
    // The first two come at once, so that there is something to look at however slow the rest is.
    if (paceMs === null || at === 0) measure(at + 1);
    else timer = setTimeout(() => measure(at + 1), paceMs);
  };

  return {
    begin(data: string, recipe: Recipe): Comparison {
      observations.clear();
      current = {
        state: 'running',
        data,
        target: recipe.data.target,
        plannedEpochs: recipe.training.epochs,
        rows: null,
        measurements: candidatesOf(devices).map((candidate, i) => ({
          ...measurementOf(candidate, { buildSeconds: 0, epochs: [], rows: 0 }, 0),
          state: i === 0 ? 'running' : 'waiting',
        })),
        left: devices
          .filter(({ available }) => !available)
          .map(({ id, title, reason }) => ({ device: id, title, reason: reason ?? '' })),
        sameLoss: null,
        recommended: null,
        why: null,
        error: null,
      };
      timer = setTimeout(() => measure(0), 0);
      return current;
    },
    current: () => current,
    cancel() {
      clearTimeout(timer);
      show({ state: 'cancelled' });
    },
  };
}
