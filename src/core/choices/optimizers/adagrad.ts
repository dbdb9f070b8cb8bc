// Adagrad: each weight's step divided by the root of all its squared gradients so far.
import { z } from 'zod';
import { defineOptimizer } from './optimizer';
import { epsilon } from './parameters';

export const adagrad = defineOptimizer({
  kind: 'adagrad',
  title: 'Adagrad',
  help: 'Gives rarely used weights larger steps and lets all steps shrink over time. Suits sparse inputs and short runs; take a larger learning rate than for Adam.',
  source:
    'Duchi, Hazan and Singer 2011; keras.optimizers.Adagrad: sums start at .1 and epsilon is inside the root, where torch.optim.Adagrad starts at 0 with epsilon outside',
  params: {
    initialAccumulator: z
      .number()
      .min(0)
      .max(10)
      .default(0.1)
      .meta({ title: 'Initial sum', help: 'Squared gradient that every weight starts with.' }),
    epsilon,
  },
  create: ({ initialAccumulator, epsilon }) => ({
    slots: ['sum'],
    update(ops, { parameter, gradient, slots, learningRate }) {
      // Slots start at zero, so the initial sum is added where it is used.
      const sum = ops.add(slots.sum!, ops.square(gradient));
      const root = ops.sqrt(ops.add(ops.add(sum, initialAccumulator), epsilon));
      const change = ops.div(ops.mul(learningRate, gradient), root);
      return { parameter: ops.sub(parameter, change), slots: { sum } };
    },
  }),
});
