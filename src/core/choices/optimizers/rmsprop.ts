// RMSprop: each weight's step divided by the recent size of its gradient.
import { z } from 'zod';
import { defineOptimizer } from './optimizer';

export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  title: 'RMSprop',
  help: 'Divides each step by the recent size of the gradient. Copes with gradients of very different size.',
  source: 'Tieleman and Hinton 2012, lecture 6.5; keras.optimizers.RMSprop (epsilon inside the root)',
  params: {
    rho: z
      .number()
      .min(0)
      .max(0.9999)
      .default(0.9)
      .meta({ title: 'Rho', help: 'Memory of the mean squared gradient.' }),
    epsilon: z
      .number()
      .min(1e-12)
      .max(1e-2)
      .default(1e-7)
      .meta({ title: 'Epsilon', help: 'Keeps the division finite.', scale: 'log' }),
  },
  create: ({ rho, epsilon }) => ({
    slots: ['square'],
    update(ops, { parameter, gradient, slots, learningRate }) {
      const square = ops.add(ops.mul(slots.square!, rho), ops.mul(ops.square(gradient), 1 - rho));
      const change = ops.div(ops.mul(learningRate, gradient), ops.sqrt(ops.add(square, epsilon)));
      return { parameter: ops.sub(parameter, change), slots: { square } };
    },
  }),
});
