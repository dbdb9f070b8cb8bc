// A layer applied to each time step of a sequence by itself.
import type { Layer } from './layer';

/**
 * x [rows, steps · features] to [rows, steps · width]: every time step counts as a row of the layer, which was made for
 * `features` inputs. Batch normalization thus takes its moments over rows and steps. Source: keras.layers.TimeDistributed.
 */
export function perStep(layer: Layer, { steps, features }: { steps: number; features: number }): Layer {
  const width = steps * layer.width;
  return {
    ...layer,
    width,
    apply(ops, x, context) {
      const rows = ops.reshape(x, [-1, features]);
      return ops.reshape(layer.apply(ops, rows, context), [-1, width]);
    },
  };
}
