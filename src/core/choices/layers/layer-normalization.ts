// Layer normalization: standardizes each row over its units, the same in training and in prediction.
import { fill } from '../initializers/fill';
import type { Layer, VariableSpec } from './layer';

export interface LayerNormalizationSettings {
  width: number;
  /** Added to the variance. */
  epsilon: number;
}

/** Keeps the shape […, width]. Source: Ba, Kiros and Hinton 2016 (arXiv 1607.06450); keras.layers.LayerNormalization. */
export function layerNormalization(name: string, { width, epsilon }: LayerNormalizationSettings): Layer {
  const variable = (part: string, value: number): VariableSpec => ({
    name: `${name}/${part}`,
    shape: [width],
    initializer: fill(value),
    fanIn: width,
    fanOut: width,
    trainable: true,
    regularized: false,
  });
  const scale = variable('gamma', 1);
  const shift = variable('beta', 0);
  return {
    name,
    title: 'Layer normalization',
    width,
    variables: [scale, shift],
    apply(ops, x, context) {
      const centred = ops.sub(x, ops.mean(x, -1, true));
      const variance = ops.mean(ops.square(centred), -1, true);
      const standardized = ops.mul(centred, ops.rsqrt(ops.add(variance, epsilon)));
      return ops.add(ops.mul(standardized, context.variable(scale.name)), context.variable(shift.name));
    },
  };
}
