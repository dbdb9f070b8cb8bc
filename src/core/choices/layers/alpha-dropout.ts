// Alpha dropout: dropout for SELU networks, which keeps mean and variance of the units.
import { drawKept, type DropoutRate, rateNow, rateTitle } from './dropout';
import type { Layer } from './layer';

// Limit of SELU at minus infinity, −λα: what a dropped unit is set to.
const FLOOR = -1.7580993408473766;

/**
 * Keeps the shape […, width]; dropped units become SELU's lowest value, then everything is scaled and shifted so that
 * units of mean 0 and variance 1 keep both. Prediction is the identity.
 * Source: Klambauer et al. 2017 (arXiv 1706.02515), section 3; keras.layers.AlphaDropout.
 */
export function alphaDropout(name: string, width: number, rate: DropoutRate): Layer {
  return {
    name,
    title: rateTitle('Alpha dropout', rate),
    width,
    variables: [],
    apply(ops, x, context) {
      if (!context.training || rate === 0) return x;
      const share = rateNow(ops, rate, context);
      const kept = drawKept(ops, name, x, share, context);
      const blended = ops.add(ops.mul(x, kept), ops.mul(ops.sub(1, kept), FLOOR));
      const variance = ops.mul(ops.sub(1, share), ops.add(ops.mul(share, FLOOR ** 2), 1));
      const mean = ops.mul(share, FLOOR);
      return ops.mul(ops.sub(blended, mean), ops.rsqrt(variance));
    },
  };
}
