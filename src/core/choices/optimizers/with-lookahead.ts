// Lookahead around any optimizer: slow weights that follow the fast ones every few steps.
import type { Ops, Tensor } from '../../tensor';
import type { Optimizer, WholeUpdate } from './optimizer';

export interface Lookahead {
  /** Steps of the fast weights between two looks back. */
  every: number;
  /** Share of the way from the slow to the fast weights, in (0, 1]. */
  share: number;
}

const SLOW = 'slow';

/**
 * The same optimizer with slow weights, which start where the parameters do. After every `every` steps they go `share`
 * of the way to the fast weights, which then start again from there. Zhang et al. 2019 (arXiv 1907.08610), algorithm 1.
 */
export function withLookahead(optimizer: Optimizer, lookahead: Lookahead): Optimizer {
  const { slots, weightDecay, whole } = optimizer;
  return {
    slots: whole ? slots : [...slots, SLOW],
    update(ops, input) {
      const fast = optimizer.update(ops, input);
      const next = lookBack(ops, input.parameter, fast.parameter, input.slots[SLOW]!, input.step, lookahead);
      return { parameter: next.parameter, slots: { ...fast.slots, [SLOW]: next.slow } };
    },
    ...(weightDecay !== undefined && { weightDecay }),
    ...(whole && { whole: wholeLookahead(whole, lookahead) }),
  };
}

function wholeLookahead(whole: WholeUpdate, lookahead: Lookahead): WholeUpdate {
  return {
    slots: (parameters) => [...whole.slots(parameters), { name: SLOW, shape: [parameters] }],
    update(ops, input) {
      const fast = whole.update(ops, input);
      const next = lookBack(
        ops,
        input.parameters,
        fast.parameters,
        input.slots[SLOW]!,
        input.step,
        lookahead,
      );
      return { parameters: next.parameter, slots: { ...fast.slots, [SLOW]: next.slow } };
    },
  };
}

/** The parameter and the slow weights after a step from `before` to `fast`. */
function lookBack(
  ops: Ops,
  before: Tensor,
  fast: Tensor,
  slot: Tensor,
  step: Tensor,
  { every, share }: Lookahead,
) {
  const slow = ops.where(ops.equal(step, 1), before, slot);
  const due = ops.equal(ops.mod(step, every), 0);
  const met = ops.add(slow, ops.mul(ops.sub(fast, slow), share));
  return { parameter: ops.where(due, met, fast), slow: ops.where(due, met, slow) };
}
