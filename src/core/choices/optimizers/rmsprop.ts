// RMSprop: each weight's step divided by the recent size of its gradient.
import { z } from 'zod';
import { blend } from './moments';
import { defineOptimizer } from './optimizer';
import { epsilon } from './parameters';

export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  title: 'RMSprop',
  help: 'Divides each step by the recent size of the gradient. Copes with gradients of very different size.',
  source:
    'Tieleman and Hinton 2012, lecture 6.5; keras.optimizers.RMSprop: rho .9 and epsilon inside the root, where torch.optim.RMSprop has .99 and epsilon outside',
  params: {
    rho: z
      .number()
      .min(0)
      .max(0.9999)
      .default(0.9)
      .meta({ title: 'Rho', help: 'Memory of the mean squared gradient.' }),
    epsilon,
  },
  create: ({ rho, epsilon }) => ({
    slots: ['square'],
    update(ops, { parameter, gradient, slots, learningRate }) {
      const square = blend(ops, slots.square!, ops.square(gradient), rho);
      const change = ops.div(ops.mul(learningRate, gradient), ops.sqrt(ops.add(square, epsilon)));
      return { parameter: ops.sub(parameter, change), slots: { square } };
    },
  }),
});
