// Reading a loss curve without falling for its noise: medians, jitter, trend.
import type { Epoch } from '../run/epoch';

type LossName = 'stepLoss' | 'trainLoss' | 'validationLoss';

/** A loss over the epochs, thinned to at most `MOST_POINTS` medians of neighbouring epochs. */
export interface Curve {
  values: readonly number[];
  /** Epochs that one value stands for. */
  epochsPerPoint: number;
  /** Epochs of the whole curve. */
  epochs: number;
}

// Enough to see any shape; keeps the cost of the medians flat for very long runs.
const MOST_POINTS = 400;

/** The middle value; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The loss of each epoch, or null where an epoch has none (it was not finite) or there are no epochs. */
export function readCurve(epochs: readonly Epoch[], name: LossName): Curve | null {
  const losses = epochs.flatMap((epoch) => epoch[name] ?? []);
  if (losses.length < epochs.length || losses.length === 0) return null;
  const epochsPerPoint = Math.ceil(losses.length / MOST_POINTS);
  const values: number[] = [];
  for (let start = 0; start < losses.length; start += epochsPerPoint)
    values.push(median(losses.slice(start, start + epochsPerPoint)));
  return { values, epochsPerPoint, epochs: losses.length };
}

/** At each point the median of the points within `reach` before and behind; the window is cut at the ends. */
export function runningMedian(values: readonly number[], reach: number): number[] {
  return values.map((_, i) => median(values.slice(Math.max(0, i - reach), i + reach + 1)));
}

/** Standard deviation of the points around their own course: robust, so that a steep start does not count. */
export function jitter(values: readonly number[]): number {
  const course = runningMedian(values, Math.max(2, Math.round(values.length / 10)));
  const distances = values.map((value, i) => Math.abs(value - course[i]!));
  // 1.4826 makes the median absolute deviation of normal noise equal to its standard deviation.
  return 1.4826 * median(distances);
}

export interface Trend {
  /** Change over the whole stretch. */
  change: number;
  /** Its standard error. */
  error: number;
}

/**
 * The straight line through the values by least squares. Noise that carries over from epoch to epoch makes a line look
 * surer than it is, so the error is widened by the autocorrelation of the residuals. At least four values.
 */
export function trend(values: readonly number[]): Trend {
  const n = values.length;
  const centre = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = (n * (n * n - 1)) / 12;
  const slope = values.reduce((sum, value, i) => sum + (i - centre) * (value - mean), 0) / spread;
  const residuals = values.map((value, i) => value - mean - slope * (i - centre));
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const neighbours = residuals.reduce((sum, residual, i) => sum + residual * (residuals[i - 1] ?? 0), 0);
  const carried = squares > 0 ? Math.min(0.9, Math.max(0, neighbours / squares)) : 0;
  const variance = (squares / (n - 2) / spread) * ((1 + carried) / (1 - carried));
  return { change: slope * (n - 1), error: Math.sqrt(variance) * (n - 1) };
}

/**
 * How far the validation loss of an epoch may be off: by which rows happen to be in the part, and by the epoch.
 * Where the first is unknown (0), the second counts double: noise that carries over from epoch to epoch hides from it.
 */
export function validationNoise(curve: Curve, validationLossError: number): number {
  const byEpoch = jitter(curve.values);
  return validationLossError > 0 ? Math.hypot(validationLossError, byEpoch) : 2 * byEpoch;
}
