// A factor for each input, which learns which of them matter.
import { fill } from '../initializers/fill';
import type { Layer, VariableSpec } from './layer';

// The factors learn this many times as fast as the weights.
const RATE_FACTOR = 6;

/** Keeps the shape [rows, width]. Source: the scaling layer of RealMLP (Holzmüller et al. 2024, arXiv 2407.04491). */
export function scaling(name: string, width: number): Layer {
  const factor: VariableSpec = {
    name: `${name}/factor`,
    shape: [width],
    initializer: fill(1),
    fanIn: width,
    fanOut: width,
    trainable: true,
    regularized: false,
    rateFactor: RATE_FACTOR,
  };
  return {
    name,
    title: 'Scaling',
    width,
    variables: [factor],
    apply: (ops, x, context) => ops.mul(x, context.variable(factor.name)),
  };
}
