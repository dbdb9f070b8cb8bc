// A parametric activation: any activation with a learned strength for each unit.
import type { Activation } from './activation';

/** Learns at a tenth of the rate, as in RealMLP. */
const RATE_FACTOR = 0.1;

/**
 * x + α·(f(x) − x) with a trainable α for each unit, which starts at 1, where it is f itself.
 * Source: RealMLP (Holzmüller, Grinsztajn and Steinwart 2024, arXiv 2407.04491, section 3).
 */
export function parametric(activation: Activation): Activation {
  return {
    parameters: [...activation.parameters, { name: 'strength', initial: 1, rateFactor: RATE_FACTOR }],
    apply(ops, x, parameters) {
      const { strength } = parameters;
      if (!strength) throw new Error('A parametric activation needs its strengths');
      return ops.add(x, ops.mul(strength, ops.sub(activation.apply(ops, x, parameters), x)));
    },
  };
}
