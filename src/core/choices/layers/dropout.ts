// Dropout: silences a random share of the units in each training step.
import type { Ops, Tensor } from '../../tensor';
import type { Layer, LayerContext } from './layer';

/** A fixed share, or the dial that can be turned while training goes on. */
export type DropoutRate = number | 'dial';

/** The rate as a scalar of this step. */
export function rateNow(ops: Ops, rate: DropoutRate, context: LayerContext): Tensor {
  return rate === 'dial' ? context.dial('dropout') : ops.scalar(rate);
}

/** What is shown, such as `Dropout 0.5`. */
export const rateTitle = (title: string, rate: DropoutRate) => (rate === 'dial' ? title : `${title} ${rate}`);

/** 1 where a unit is kept, else 0. */
export function drawKept(ops: Ops, name: string, x: Tensor, rate: Tensor, context: LayerContext): Tensor {
  return ops.cast(ops.greaterEqual(context.uniform(name, x.shape), rate), 'float32');
}

/**
 * Keeps the shape […, width]; kept units are multiplied by 1 / (1 − rate), prediction is the identity.
 * Source: Srivastava et al. 2014; keras.layers.Dropout.
 */
export function dropout(name: string, width: number, rate: DropoutRate): Layer {
  return {
    name,
    title: rateTitle('Dropout', rate),
    width,
    variables: [],
    apply(ops, x, context) {
      if (!context.training || rate === 0) return x;
      const share = rateNow(ops, rate, context);
      const kept = drawKept(ops, name, x, share, context);
      return ops.mul(x, ops.div(kept, ops.sub(1, share)));
    },
  };
}
