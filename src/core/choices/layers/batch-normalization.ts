// Batch normalization: standardizes each unit over the batch, and by moving averages in prediction.
import { fill } from '../initializers/fill';
import type { Layer, VariableSpec } from './layer';

export interface BatchNormalizationSettings {
  width: number;
  /** Weight of the old moving average. */
  momentum: number;
  epsilon: number;
}

/** Keeps the shape [rows, width]. Source: Ioffe and Szegedy 2015 (arXiv 1502.03167); keras.layers.BatchNormalization. */
export function batchNormalization(
  name: string,
  { width, momentum, epsilon }: BatchNormalizationSettings,
): Layer {
  const variable = (part: string, value: number, trainable: boolean): VariableSpec => ({
    name: `${name}/${part}`,
    shape: [width],
    initializer: fill(value),
    fanIn: width,
    fanOut: width,
    trainable,
    regularized: false,
  });
  const scale = variable('gamma', 1, true);
  const shift = variable('beta', 0, true);
  const movingMean = variable('moving-mean', 0, false);
  const movingVariance = variable('moving-variance', 1, false);
  return {
    name,
    title: 'Batch normalization',
    width,
    variables: [scale, shift, movingMean, movingVariance],
    apply(ops, x, context) {
      let mean = context.variable(movingMean.name);
      let variance = context.variable(movingVariance.name);
      if (context.training && !context.frozen?.(name)) {
        const moving = { mean, variance };
        mean = ops.mean(x, 0);
        variance = ops.mean(ops.square(ops.sub(x, mean)), 0);
        const blend = (old: typeof mean, now: typeof mean) =>
          ops.add(ops.mul(old, momentum), ops.mul(now, 1 - momentum));
        context.update(movingMean.name, blend(moving.mean, mean));
        context.update(movingVariance.name, blend(moving.variance, variance));
      }
      const factor = ops.mul(ops.rsqrt(ops.add(variance, epsilon)), context.variable(scale.name));
      return ops.add(ops.mul(ops.sub(x, mean), factor), context.variable(shift.name));
    },
  };
}
