// Adaptive clipping: the gradient of each unit short against the weights of that unit.
import { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { defineClipping } from './clipping';

/** Units of zero weight could otherwise never grow. */
const LEAST_WEIGHT_NORM = 1e-3;
/** Keeps the division finite where a unit has no gradient. */
const LEAST_GRADIENT_NORM = 1e-30;

/** Length of the weights into each unit, one a unit, with the axes kept: [1, …, units]. */
function unitNorms(ops: Ops, kernel: Tensor): Tensor {
  const inputAxes = kernel.shape.slice(0, -1).map((_, axis) => axis);
  return ops.sqrt(ops.sum(ops.square(kernel), inputAxes, true));
}

export const adaptive = defineClipping({
  kind: 'adaptive',
  title: 'Adaptive',
  help: 'Keeps the gradient of each unit below a share of the length of its weights, so that no step changes a unit by much. Lets deep networks without normalization take large learning rates. Only kernels are clipped.',
  source: 'Brock et al. 2021 (arXiv 2102.06171), equation 3, unit-wise, weights at least 1e-3 long',
  params: {
    limit: z.number().min(1e-6).max(10).default(0.01).meta({
      title: 'Limit',
      help: 'Largest gradient of a unit as a share of the length of its weights.',
      scale: 'log',
    }),
  },
  create:
    ({ limit }) =>
    (ops, gradients) =>
      gradients.map(({ parameter, gradient, isKernel }) => {
        if (!isKernel || gradient.shape.length < 2) return gradient;
        const allowed = ops.mul(ops.maximum(unitNorms(ops, parameter), LEAST_WEIGHT_NORM), limit);
        const present = ops.maximum(unitNorms(ops, gradient), LEAST_GRADIENT_NORM);
        return ops.mul(gradient, ops.minimum(1, ops.div(allowed, present)));
      }),
});
