// Whether a distribution has tails so heavy that its mean and deviation say little.
import type { ColumnProfile } from '../run/profile';

type Shape = Pick<ColumnProfile, 'minimum' | 'maximum' | 'mean' | 'deviation' | 'kurtosis'>;

/**
 * Of n values of an exponential distribution the farthest is about ln n deviations from the mean, and beyond
 * ln n + 10 once in 60,000 tables: its tail counts as ordinary, a heavier one does not.
 */
const BEYOND_EXPONENTIAL = 10;
const LEAST_KURTOSIS = 20;

/** Distance of the most extreme value from the mean, in standard deviations; 0 for a constant. */
export function spreadOf({ minimum, maximum, mean, deviation }: Shape): number {
  if (minimum === null || maximum === null || mean === null || !deviation) return 0;
  return Math.max(maximum - mean, mean - minimum) / deviation;
}

/** `known` counts the values. */
export function isHeavyTailed(shape: Shape, known: number): boolean {
  const least = Math.log(Math.max(1, known)) + BEYOND_EXPONENTIAL;
  return spreadOf(shape) >= least && (shape.kurtosis ?? 0) >= LEAST_KURTOSIS;
}
