// Pooling: many time steps become fewer.
import type { Layer } from './layer';

export interface SequenceShape {
  steps: number;
  features: number;
}

/**
 * x [rows, steps · features] to [rows, features]: the mean or the largest value of each feature over the steps.
 * Source: keras.layers.GlobalAveragePooling1D and GlobalMaxPooling1D.
 */
export function globalPooling(name: string, kind: 'mean' | 'max', { steps, features }: SequenceShape): Layer {
  return {
    name,
    title: kind === 'mean' ? 'Global mean pooling' : 'Global max pooling',
    width: features,
    variables: [],
    apply(ops, x) {
      const sequence = ops.reshape(x, [-1, steps, features]);
      return kind === 'mean' ? ops.mean(sequence, 1) : ops.max(sequence, 1);
    },
  };
}

/**
 * x [rows, steps · features] to [rows, ⌊steps / size⌋ · features]: the largest value of each feature in every run of
 * `size` steps; steps left over at the end are not looked at. Source: keras.layers.MaxPooling1D.
 */
export function maxPooling1d(name: string, size: number, { steps, features }: SequenceShape): Layer {
  const runs = Math.floor(steps / size);
  return {
    name,
    title: `Max pooling ${size}`,
    width: runs * features,
    variables: [],
    apply(ops, x) {
      const used = steps === runs * size ? x : ops.slice(x, [0, 0], [-1, runs * size * features]);
      const grouped = ops.reshape(used, [-1, runs, size, features]);
      return ops.reshape(ops.max(grouped, 2), [-1, runs * features]);
    },
  };
}
