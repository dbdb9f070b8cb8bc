// The running means that Adam and its relatives share.
import type { Ops, Tensor } from '../../tensor';
import type { UpdateInput } from './optimizer';

export interface Decays {
  beta1: number;
  beta2: number;
}

/** memory·old + (1 − memory)·fresh. */
export function blend(ops: Ops, old: Tensor, fresh: Tensor, memory: number): Tensor {
  return ops.add(ops.mul(old, memory), ops.mul(fresh, 1 - memory));
}

/** The next slots `mean` and `square`: running means of the gradient and of its square. */
export function moments(ops: Ops, { gradient, slots }: UpdateInput, { beta1, beta2 }: Decays) {
  return {
    mean: blend(ops, slots.mean!, gradient, beta1),
    square: blend(ops, slots.square!, ops.square(gradient), beta2),
  };
}

/** 1 − memory^step, a scalar: the weight that a running mean from zero has gathered so far. */
export function gathered(ops: Ops, memory: number, step: Tensor): Tensor {
  return ops.sub(1, ops.pow(memory, step));
}

/**
 * Adam's step, parameter − rate·√(1−β2ᵗ)/(1−β1ᵗ)·mean/(√square + epsilon), with the bias correction folded into the rate.
 */
export function adamStep(
  ops: Ops,
  { parameter, learningRate, step }: UpdateInput,
  { mean, square }: { mean: Tensor; square: Tensor },
  { beta1, beta2, epsilon }: Decays & { epsilon: number },
): Tensor {
  const correction = ops.div(ops.sqrt(gathered(ops, beta2, step)), gathered(ops, beta1, step));
  const direction = ops.div(mean, ops.add(ops.sqrt(square), epsilon));
  return ops.sub(parameter, ops.mul(ops.mul(learningRate, correction), direction));
}
