// Flatten: time steps side by side in one row.
import type { Layer } from './layer';

/** x [rows, steps, features], or already side by side, to [rows, width], width = steps · features. Source: keras.layers.Flatten. */
export function flatten(name: string, width: number): Layer {
  return { name, title: 'Flatten', width, variables: [], apply: (ops, x) => ops.reshape(x, [-1, width]) };
}
