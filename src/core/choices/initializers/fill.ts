// The fixed first values of biases and normalization, which people do not choose.
import type { Initializer } from './initializer';
import { sizeOf } from './size-of';

/** Every value the same: biases start at 0, the scale of a normalization at 1. */
export const fill =
  (value: number): Initializer =>
  ({ shape }) =>
    new Float32Array(sizeOf(shape)).fill(value);
