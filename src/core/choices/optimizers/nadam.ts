// NAdam: Adam that looks one step ahead along its mean, as Nesterov's momentum does.
import type { Ops, Tensor } from '../../tensor';
import { gathered, moments } from './moments';
import { defineOptimizer } from './optimizer';
import { beta1, beta2, epsilon } from './parameters';

/** Base of Dozat's warm-up of the momentum: μᵢ = β1·(1 − ½·0.96ⁱ). */
const WARM_UP = 0.96;
/** Terms of the series below; the last is under 1e-9. */
const TERMS = 24;

/** μᵢ of a step. */
function momentumAt(ops: Ops, beta1: number, step: Tensor): Tensor {
  return ops.mul(ops.sub(1, ops.mul(0.5, ops.pow(WARM_UP, step))), beta1);
}

/**
 * The product μ₁·…·μₜ without a running state. From ln(1 − z) = −Σ zᵏ/k and a geometric sum over the steps,
 * Σᵢ ln(1 − ½qⁱ) = −Σₖ (½ᵏ/k)·(qᵏ/(1 − qᵏ))·(1 − qᵏᵗ).
 */
function momentumProduct(ops: Ops, beta1: number, step: Tensor): Tensor {
  const orders = Array.from({ length: TERMS }, (_, i) => i + 1);
  const bases = orders.map((k) => WARM_UP ** k);
  const weights = orders.map((k, i) => (0.5 ** k / k) * (bases[i]! / (1 - bases[i]!)));
  const series = ops.sum(ops.mul(weights, ops.sub(1, ops.pow(bases, step))));
  return ops.mul(ops.pow(beta1, step), ops.exp(ops.neg(series)));
}

export const nadam = defineOptimizer({
  kind: 'nadam',
  title: 'NAdam',
  help: 'Adam with Nesterov momentum: the present gradient weighs more than in Adam. Often a little faster at the start.',
  source:
    'Dozat 2016 (ICLR workshop), algorithm 2 with the momentum warm-up of 0.96; keras.optimizers.Nadam; equal to torch.optim.NAdam but for its epsilon of 1e-8',
  params: { beta1, beta2, epsilon },
  create: ({ beta1, beta2, epsilon }) => ({
    slots: ['mean', 'square'],
    update(ops, input) {
      const { mean, square } = moments(ops, input, { beta1, beta2 });
      const { step } = input;
      const present = momentumAt(ops, beta1, step);
      const ahead = momentumAt(ops, beta1, ops.add(step, 1));
      const product = momentumProduct(ops, beta1, step);
      const meanWeight = ops.div(ahead, ops.sub(1, ops.mul(product, ahead)));
      const gradientWeight = ops.div(ops.sub(1, present), ops.sub(1, product));
      const direction = ops.add(ops.mul(mean, meanWeight), ops.mul(input.gradient, gradientWeight));
      const scale = ops.add(ops.sqrt(ops.div(square, gathered(ops, beta2, step))), epsilon);
      const change = ops.mul(input.learningRate, ops.div(direction, scale));
      return { parameter: ops.sub(input.parameter, change), slots: { mean, square } };
    },
  }),
});
