// Copies of rows that hold windows of a series, changed step by step.
import { HoneError } from '../errors';
import type { Random } from '../random';
import { addCopies } from './copied-rows';
import type { Augmented, TrainingRows } from './training-rows';

/** A window: steps × features, all features of the first step first. */
export interface Window {
  steps: number;
  features: number;
  values: Float32Array;
}

/** Copies rows, each time with the window over the number columns changed in place; other columns and the target stay. */
export function copyWindows(
  rows: TrainingRows,
  share: number,
  random: Random,
  change: (window: Window) => void,
): Augmented {
  const { layout, steps } = rows;
  const features = requireWindows(rows);
  return addCopies(rows, share, random, (row, into) => {
    const at = into.copy(row);
    change({ steps, features, values: into.x().subarray(at, at + layout.numbers) });
  });
}

/** Features of each step. Throws `recipe-invalid` where rows hold no windows. */
function requireWindows({ layout, steps }: TrainingRows): number {
  const features = layout.numbers / steps;
  if (steps > 1 && Number.isInteger(features) && features > 0) return features;
  throw new HoneError(
    'recipe-invalid',
    steps > 1
      ? `${layout.numbers} number columns cannot be read as ${steps} time steps of equally many features.`
      : 'This way to more data is for rows that hold a window of a time series, and these hold none.',
    {
      place: { field: 'augment' },
      fix: 'Make windows of a series (series.enabled), set model.steps of a model of sequences, or choose another way.',
    },
  );
}

/** The values of one feature, step by step. */
export function featureOf({ steps, features, values }: Window, feature: number): Float64Array {
  return Float64Array.from({ length: steps }, (_, step) => values[step * features + feature] as number);
}

/**
 * Replaces each feature by its values at other moments, which may lie between steps (`numpy.interp`). One curve of
 * moments serves all features, so that they stay together.
 */
export function resample(window: Window, moments: ArrayLike<number>): void {
  const { steps, features, values } = window;
  for (let feature = 0; feature < features; feature++) {
    const before = featureOf(window, feature);
    for (let step = 0; step < steps; step++) {
      const moment = Math.min(steps - 1, Math.max(0, moments[step] as number));
      const low = Math.floor(moment);
      const [a, b] = [before[low] as number, before[Math.min(low + 1, steps - 1)] as number];
      values[step * features + feature] = a + (moment - low) * (b - a);
    }
  }
}
