// Lion: every weight moves by the same length, along the sign of a blended gradient.
import { z } from 'zod';
import { blend } from './moments';
import { defineOptimizer } from './optimizer';
import { beta1, weightDecay } from './parameters';

export const lion = defineOptimizer({
  kind: 'lion',
  title: 'Lion',
  help: 'Uses only the sign of a smoothed gradient: light on memory, blind to its scale. Takes about a third to a tenth of the learning rate of Adam, and more weight decay.',
  source: 'Chen et al. 2023 (arXiv 2302.06675), algorithm 2; keras.optimizers.Lion',
  params: {
    beta1,
    beta2: z
      .number()
      .min(0)
      .max(0.99999)
      .default(0.99)
      .meta({ title: 'Beta 2', help: 'Memory of the mean kept for the next steps.' }),
    weightDecay: weightDecay(0),
  },
  create: ({ beta1, beta2, weightDecay }) => ({
    slots: ['mean'],
    weightDecay,
    update(ops, { parameter, gradient, slots, learningRate }) {
      const direction = ops.sign(blend(ops, slots.mean!, gradient, beta1));
      return {
        parameter: ops.sub(parameter, ops.mul(learningRate, direction)),
        slots: { mean: blend(ops, slots.mean!, gradient, beta2) },
      };
    },
  }),
});
