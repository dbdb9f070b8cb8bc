// Dropout: silences a random share of the units in each training step.
import type { Layer } from './layer';

/**
 * Keeps the shape [rows, width]; kept units are multiplied by 1 / (1 − rate), prediction is the identity.
 * Source: Srivastava et al. 2014; keras.layers.Dropout.
 */
export function dropout(name: string, width: number, rate: number): Layer {
  return {
    name,
    title: `Dropout ${rate}`,
    width,
    variables: [],
    drawsRandom: true,
    apply(ops, x, context) {
      if (!context.training || rate === 0) return x;
      const kept = ops.cast(ops.greaterEqual(context.uniform(name, x.shape), rate), 'float32');
      return ops.mul(ops.mul(x, kept), 1 / (1 - rate));
    },
  };
}
