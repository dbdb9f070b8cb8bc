// Whether a distribution has tails so heavy that its mean and deviation say little.
import type { ColumnProfile } from '../run/profile';

type Shape = Pick<ColumnProfile, 'minimum' | 'maximum' | 'mean' | 'deviation' | 'kurtosis'>;

/** Deviations from the mean to the farthest value, and excess kurtosis: an exponential distribution has about 9 and 6. */
const LEAST_SPREAD = 10;
const LEAST_KURTOSIS = 20;

/** Distance of the most extreme value from the mean, in standard deviations; 0 for a constant. */
export function spreadOf({ minimum, maximum, mean, deviation }: Shape): number {
  if (minimum === null || maximum === null || mean === null || !deviation) return 0;
  return Math.max(maximum - mean, mean - minimum) / deviation;
}

export function isHeavyTailed(shape: Shape): boolean {
  return spreadOf(shape) >= LEAST_SPREAD && (shape.kurtosis ?? 0) >= LEAST_KURTOSIS;
}
