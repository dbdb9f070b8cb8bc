// Gaussian dropout: multiplies each unit by normal noise in each training step.
import { type DropoutRate, rateNow, rateTitle } from './dropout';
import type { Layer } from './layer';

/**
 * Keeps the shape […, width]; factors have mean 1 and variance rate / (1 − rate), that of dropout. Prediction is the
 * identity. Source: Srivastava et al. 2014, section 10; keras.layers.GaussianDropout.
 */
export function gaussianDropout(name: string, width: number, rate: DropoutRate): Layer {
  return {
    name,
    title: rateTitle('Gaussian dropout', rate),
    width,
    variables: [],
    apply(ops, x, context) {
      if (!context.training || rate === 0) return x;
      const share = rateNow(ops, rate, context);
      const deviation = ops.sqrt(ops.div(share, ops.sub(1, share)));
      return ops.mul(x, ops.add(ops.mul(context.normal(name, x.shape), deviation), 1));
    },
  };
}
