// Normal numbers redrawn beyond two deviations, which several initializers share.
import type { Random } from '../../random';
import { sizeOf } from './size-of';

// Deviation of a standard normal cut at ±2: dividing by it restores the deviation asked for (keras VarianceScaling).
const DEVIATION_WHEN_CUT = 0.87962566103423978;

/** As many values as the shape holds, of a normal with that standard deviation before the cut at twice of it. */
export function cutNormal(shape: readonly number[], deviation: number, random: Random): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  for (let i = 0; i < values.length; i++) {
    let value = random.normal();
    while (Math.abs(value) > 2) value = random.normal();
    values[i] = value * deviation;
  }
  return values;
}

/** The same with the given standard deviation after the cut. */
export function cutNormalOf(shape: readonly number[], deviation: number, random: Random): Float32Array {
  return cutNormal(shape, deviation / DEVIATION_WHEN_CUT, random);
}
