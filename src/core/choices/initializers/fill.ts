// The fixed first values of biases and normalization, which people do not choose.
import type { Initializer } from './initializer';

/** Every value the same: biases start at 0, the scale of a normalization at 1. */
export const fill =
  (value: number): Initializer =>
  ({ shape }) =>
    new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value);
