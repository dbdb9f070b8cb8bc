// L-BFGS: Newton-like steps from the last few changes of the gradient, for small problems in full batches.
import { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { defineOptimizer, type WholeInput } from './optimizer';
import { type Pairs, pushPair, quasiNewtonDirection } from './quasi-newton';

/** Share of the decrease that the slope promises which a step must keep (Armijo 1966; Nocedal and Wright, section 3.1). */
const SUFFICIENT_DECREASE = 1e-4;

interface LineSearch {
  /** 0: none, every step has the full length. */
  candidates: number;
}

const dot = (ops: Ops, a: Tensor, b: Tensor) => ops.sum(ops.mul(a, b));

/**
 * Length to go along `direction` in units of `full`: of 1, ½, ¼ … the one of lowest loss among those that decrease it
 * enough, 0 where none does. Every candidate is computed, as a compiled step cannot stop early.
 */
function searchLength(ops: Ops, input: WholeInput, direction: Tensor, full: Tensor, candidates: number) {
  const factors = Array.from({ length: candidates }, (_, i) => 2 ** -i);
  const losses = ops.stack(
    factors.map((factor) =>
      input.loss(ops.add(input.parameters, ops.mul(ops.mul(full, factor), direction))).asScalar(),
    ),
  );
  const slope = ops.mul(full, dot(ops, input.gradient, direction));
  const allowed = ops.add(
    input.loss(input.parameters),
    ops.mul(ops.mul(factors, SUFFICIENT_DECREASE), slope),
  );
  // A loss that is not a number is below nothing, so such a candidate is refused.
  const accepted = ops.less(losses, allowed);
  const lowest = ops.min(ops.where(accepted, losses, ops.fill([candidates], Number.MAX_VALUE)));
  const best = ops.logicalAnd(accepted, ops.equal(losses, lowest));
  return ops.max(ops.mul(ops.cast(best, 'float32'), factors));
}

/** Source: Nocedal and Wright 2006, algorithm 7.5; first length and curvature check as in torch.optim.LBFGS. */
function lbfgsStep(ops: Ops, input: WholeInput, { candidates }: LineSearch) {
  const { parameters, gradient, slots, learningRate, step } = input;
  const held: Pairs = { steps: slots.steps!, changes: slots.changes!, curvatures: slots.curvatures! };
  const isFirst = ops.equal(step, 1);
  const pairs = pushPair(ops, held, {
    step: ops.sub(parameters, slots['previous-parameters']!),
    change: ops.sub(gradient, slots['previous-gradient']!),
    usable: ops.logicalNot(isFirst),
  });
  const { direction, informed } = quasiNewtonDirection(ops, pairs, gradient);
  // Without a history the gradient's length says nothing: the first step moves by about one rate in all.
  const cautious = ops.minimum(1, ops.div(1, ops.sum(ops.abs(gradient))));
  const full = ops.mul(learningRate, ops.where(informed, 1, cautious));
  const length = candidates === 0 ? ops.scalar(1) : searchLength(ops, input, direction, full, candidates);
  const next = ops.add(parameters, ops.mul(ops.mul(full, length), direction));
  return {
    parameters: next,
    slots: {
      steps: pairs.steps,
      changes: pairs.changes,
      // Where no length was good the history misleads: without its curvatures it starts anew.
      curvatures: ops.mul(pairs.curvatures, ops.cast(ops.greater(length, 0), 'float32')),
      'previous-parameters': parameters,
      'previous-gradient': gradient,
    },
  };
}

export const lbfgs = defineOptimizer({
  kind: 'lbfgs',
  title: 'L-BFGS',
  help: 'Estimates the curvature from the last gradients and takes Newton-like steps. Very fast on small, smooth problems. A step always takes all training rows, whatever the batch size; set the learning rate to 1 and leave dropout and noise off. Rates by depth and the own rates of layers do not apply.',
  source:
    'Liu and Nocedal 1989; without line search equal to torch.optim.LBFGS with one iteration a step (Keras has none)',
  params: {
    history: z
      .number()
      .int()
      .min(1)
      .max(100)
      .default(10)
      .meta({ title: 'History', help: 'Steps whose gradients it remembers.', unit: 'steps' }),
    lineSearch: z.boolean().default(true).meta({
      title: 'Line search',
      help: 'Shortens a step until the loss of the batch falls. Each length tried costs a forward pass.',
    }),
    candidates: z.number().int().min(1).max(30).default(10).meta({
      title: 'Lengths tried',
      help: 'Step lengths that the line search compares, each half of the one before.',
    }),
  },
  create: ({ history, lineSearch, candidates }) => ({
    slots: [],
    update() {
      throw new Error('L-BFGS updates all parameters at once: call whole.update');
    },
    whole: {
      slots: (parameters) => [
        { name: 'steps', shape: [history, parameters] },
        { name: 'changes', shape: [history, parameters] },
        { name: 'curvatures', shape: [history] },
        { name: 'previous-parameters', shape: [parameters] },
        { name: 'previous-gradient', shape: [parameters] },
      ],
      update: (ops, input) => lbfgsStep(ops, input, { candidates: lineSearch ? candidates : 0 }),
    },
  }),
});
