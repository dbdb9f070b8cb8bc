// A residual block: what its layers compute is added to what they were given.
import type { Initializer } from '../initializers/initializer';
import type { Ops, Tensor } from '../../tensor';
import { applyInTurn } from './chain';
import type { Layer, LayerContext, VariableSpec } from './layer';

export interface ResidualSettings {
  inputs: number;
  /** What the block computes beside the shortcut; at least one layer. */
  layers: readonly Layer[];
  /** Of the projection that brings the shortcut to another width. */
  initializer: Initializer;
  /** Probability that the block takes part in a training step; 1 unless given. */
  survival?: number;
}

/**
 * x [rows, inputs] to x + f(x), or x·P + f(x) where f changes the width. With a survival below 1 a training step
 * leaves f out as a whole at random, and prediction weighs it by its survival.
 * Source: He et al. 2016 (arXiv 1512.03385); stochastic depth: Huang et al. 2016 (arXiv 1603.09382), equations 2 to 5.
 */
export function residual(
  name: string,
  { inputs, layers, initializer, survival = 1 }: ResidualSettings,
): Layer {
  const width = layers.at(-1)?.width ?? inputs;
  const projection: VariableSpec | null =
    width === inputs
      ? null
      : {
          name: `${name}/projection`,
          shape: [inputs, width],
          initializer,
          fanIn: inputs,
          fanOut: width,
          trainable: true,
          regularized: true,
        };
  const shortcut = (ops: Ops, x: Tensor, context: LayerContext) =>
    projection ? ops.matMul(x, context.variable(projection.name)) : x;
  return {
    name,
    title: `Residual (${layers.map((layer) => layer.title).join(', ')})`,
    width,
    variables: [...(projection ? [projection] : []), ...layers.flatMap((layer) => layer.variables)],
    apply(ops, x, context) {
      const change = applyInTurn(layers, ops, x, context);
      const weighted = survival < 1 ? ops.mul(change, weightOf(ops, name, survival, context)) : change;
      return ops.add(shortcut(ops, x, context), weighted);
    },
  };
}

function weightOf(ops: Ops, name: string, survival: number, context: LayerContext): Tensor {
  if (!context.training) return ops.scalar(survival);
  return ops.cast(ops.less(context.uniform(`${name}/${SURVIVAL}`, [1, 1]), survival), 'float32');
}

const SURVIVAL = 'survival';

/** Whether that draw decides if a block takes part: 0 lets it. */
export function decidesSurvival(site: string): boolean {
  return site.endsWith(`/${SURVIVAL}`);
}

/** Survival of block number `block` (from 1) of `blocks`: falls linearly to 1 − depth at the last (Huang et al. 2016). */
export function linearSurvival(block: number, blocks: number, depth: number): number {
  return 1 - (block / blocks) * depth;
}
