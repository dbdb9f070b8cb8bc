// Uniform numbers within a limit, which several initializers share.
import type { Random } from '../../random';
import { sizeOf } from './size-of';

/** As many values as the shape holds, uniform in ±limit. */
export function uniformWithin(shape: readonly number[], limit: number, random: Random): Float32Array {
  return Float32Array.from({ length: sizeOf(shape) }, () => limit * (2 * random.uniform() - 1));
}
