// Normal numbers redrawn beyond two deviations, which several initializers share.
import type { Random } from '../../random';

// Deviation of a standard normal cut at ±2: dividing by it restores the deviation asked for (keras VarianceScaling).
const DEVIATION_WHEN_CUT = 0.87962566103423978;

/** As many values as the shape holds, with the given standard deviation after the cut. */
export function truncatedNormal(shape: readonly number[], deviation: number, random: Random): Float32Array {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let i = 0; i < values.length; i++) {
    let value = random.normal();
    while (Math.abs(value) > 2) value = random.normal();
    values[i] = (value * deviation) / DEVIATION_WHEN_CUT;
  }
  return values;
}
