// Adadelta: steps in the unit of the weights, from the recent sizes of steps and gradients.
import { z } from 'zod';
import { blend } from './moments';
import { defineOptimizer } from './optimizer';
import { epsilon } from './parameters';

export const adadelta = defineOptimizer({
  kind: 'adadelta',
  title: 'Adadelta',
  help: 'Finds the size of its steps from those before, so that it hardly depends on the learning rate: set that to 1. Starts slowly.',
  source: 'Zeiler 2012 (arXiv 1212.5701), algorithm 1; keras.optimizers.Adadelta and torch.optim.Adadelta',
  params: {
    rho: z
      .number()
      .min(0)
      .max(0.9999)
      .default(0.95)
      .meta({ title: 'Rho', help: 'Memory of the mean squares of gradients and steps.' }),
    epsilon,
  },
  create: ({ rho, epsilon }) => ({
    slots: ['square', 'change'],
    update(ops, { parameter, gradient, slots, learningRate }) {
      const square = blend(ops, slots.square!, ops.square(gradient), rho);
      const root = (mean: typeof square) => ops.sqrt(ops.add(mean, epsilon));
      const step = ops.div(ops.mul(root(slots.change!), gradient), root(square));
      const change = blend(ops, slots.change!, ops.square(step), rho);
      return { parameter: ops.sub(parameter, ops.mul(learningRate, step)), slots: { square, change } };
    },
  }),
});
