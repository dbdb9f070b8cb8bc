// Whether the validation loss was still on its way down when the run ended.
import type { Epoch } from '../run/epoch';
import { type Curve, jitter, runningMedian, trend } from './curve';

export interface Descent {
  /** What the last stretch still won, with its standard error. */
  fall: number;
  fallError: number;
  /** Epochs of that stretch. */
  epochs: number;
  /** True where the curve looks level at the end only because the learning rate had decayed to nothing. */
  decayed: boolean;
}

// The stretch at the end that is looked at (Tuning Playbook: a best epoch in the last 25 % asks for a longer run).
export const LAST_SHARE = 0.25;
// What it must have won, as a share of the loss and in standard errors, for a longer run to pay.
const LEAST_RELATIVE_FALL = 0.01;
const ERRORS = 3;
// A rate below this share of the highest one has no say any more. What was won after the first third, most of it while
// the rate was still worth something, must then be this much.
const DECAYED_SHARE = 0.1;
const LEAST_RELATIVE_FALL_AFTER_THIRD = 0.1;

/** The descent at the end of the curve, or null where it had levelled off. At least five epochs. */
export function lastDescent(epochs: readonly Epoch[], curve: Curve): Descent | null {
  const points = Math.max(4, Math.ceil(LAST_SHARE * curve.values.length));
  const last = curve.values.slice(-points);
  const { change, error } = trend(last);
  const level = Math.abs(last.at(-1)!);
  if (-change >= ERRORS * error && -change >= LEAST_RELATIVE_FALL * level)
    return { fall: -change, fallError: error, epochs: points * curve.epochsPerPoint, decayed: false };
  return annealed(epochs, curve);
}

/** A decaying rate flattens any curve at its end: then all that came after the first third is looked at. */
function annealed(epochs: readonly Epoch[], curve: Curve): Descent | null {
  const highest = epochs.reduce((most, epoch) => Math.max(most, epoch.learningRate), 0);
  if (epochs.at(-1)!.learningRate > DECAYED_SHARE * highest) return null;
  const reach = Math.min(2, curve.values.length >> 3);
  const smooth = runningMedian(curve.values, reach);
  const third = Math.floor(smooth.length / 3);
  const level = smooth.at(-1)!;
  const fall = smooth[third]! - level;
  // Two smoothed levels are compared, each with the jitter of the curve.
  const fallError = Math.SQRT2 * jitter(curve.values);
  if (fall < ERRORS * fallError || fall < LEAST_RELATIVE_FALL_AFTER_THIRD * Math.abs(level)) return null;
  return { fall, fallError, epochs: (smooth.length - third) * curve.epochsPerPoint, decayed: true };
}
