// Several layers run one after the other as one.
import type { Ops, Tensor } from '../../tensor';
import type { Layer, LayerContext } from './layer';

/** The output of the last layer; x itself where there is none. */
export function applyInTurn(layers: readonly Layer[], ops: Ops, x: Tensor, context: LayerContext): Tensor {
  return layers.reduce((value, layer) => layer.apply(ops, value, context), x);
}
