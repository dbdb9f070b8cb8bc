// Clipping by value: every number of a gradient within a bound.
import { z } from 'zod';
import { defineClipping } from './clipping';

export const value = defineClipping({
  kind: 'value',
  title: 'By value',
  help: 'Cuts every number of the gradient at a bound. Simple, but it bends the direction of the step.',
  source: 'torch.nn.utils.clip_grad_value_; clipvalue of Keras optimizers',
  params: {
    limit: z.number().min(1e-6).max(1e6).default(0.5).meta({
      title: 'Limit',
      help: 'Largest size of a number of the gradient.',
      scale: 'log',
    }),
  },
  create:
    ({ limit }) =>
    (ops, gradients) =>
      gradients.map(({ gradient }) => ops.clipByValue(gradient, -limit, limit)),
});
