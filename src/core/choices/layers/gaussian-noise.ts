// Gaussian noise: adds normal numbers to each unit in each training step.
import type { Layer } from './layer';

/** Keeps the shape […, width]; prediction is the identity. Source: keras.layers.GaussianNoise. */
export function gaussianNoise(name: string, width: number, deviation: number): Layer {
  return {
    name,
    title: `Gaussian noise ${deviation}`,
    width,
    variables: [],
    apply(ops, x, context) {
      if (!context.training || deviation === 0) return x;
      return ops.add(x, ops.mul(context.normal(name, x.shape), deviation));
    },
  };
}
