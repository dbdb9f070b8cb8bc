// Adam: step sizes from running means of the gradient and of its square.
import { z } from 'zod';
import { defineOptimizer } from './optimizer';

export const adam = defineOptimizer({
  kind: 'adam',
  title: 'Adam',
  help: 'Adapts the step of each weight to the recent size of its gradient. The safe first choice for most networks.',
  source:
    'Kingma and Ba 2015, algorithm 1 (arXiv 1412.6980); epsilon outside the root as in keras.optimizers.Adam',
  params: {
    beta1: z
      .number()
      .min(0)
      .max(0.9999)
      .default(0.9)
      .meta({ title: 'Beta 1', help: 'Memory of the mean of the gradient.' }),
    beta2: z
      .number()
      .min(0)
      .max(0.99999)
      .default(0.999)
      .meta({ title: 'Beta 2', help: 'Memory of the mean of the squared gradient.' }),
    epsilon: z
      .number()
      .min(1e-12)
      .max(1e-2)
      .default(1e-7)
      .meta({ title: 'Epsilon', help: 'Keeps the division finite.', scale: 'log' }),
  },
  create: ({ beta1, beta2, epsilon }) => ({
    slots: ['mean', 'square'],
    update(ops, { parameter, gradient, slots, learningRate, step }) {
      const mean = ops.add(ops.mul(slots.mean!, beta1), ops.mul(gradient, 1 - beta1));
      const square = ops.add(ops.mul(slots.square!, beta2), ops.mul(ops.square(gradient), 1 - beta2));
      const correction = ops.div(
        ops.sqrt(ops.sub(1, ops.pow(beta2, step))),
        ops.sub(1, ops.pow(beta1, step)),
      );
      const change = ops.mul(
        ops.mul(learningRate, correction),
        ops.div(mean, ops.add(ops.sqrt(square), epsilon)),
      );
      return { parameter: ops.sub(parameter, change), slots: { mean, square } };
    },
  }),
});
