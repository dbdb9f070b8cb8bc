// Several layers run one after the other as one.
import type { Ops, Tensor } from '../../tensor';
import type { Layer, LayerContext } from './layer';

/** The output of the last layer; x itself where there is none. Each output is shown to whoever observes. */
export function applyInTurn(layers: readonly Layer[], ops: Ops, x: Tensor, context: LayerContext): Tensor {
  return layers.reduce((value, layer) => {
    const output = layer.apply(ops, value, context);
    context.observe?.(layer, output);
    return output;
  }, x);
}
