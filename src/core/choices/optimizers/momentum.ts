// SGD with momentum: a running velocity smooths the direction.
import { z } from 'zod';
import { defineOptimizer } from './optimizer';

export const momentum = defineOptimizer({
  kind: 'momentum',
  title: 'SGD with momentum',
  help: 'Keeps a velocity, so that steps add up along a valley and cancel across it.',
  source: 'Polyak 1964; keras.optimizers.SGD(momentum=…)',
  params: {
    momentum: z
      .number()
      .min(0)
      .max(0.999)
      .default(0.9)
      .meta({ title: 'Momentum', help: 'Share of the velocity kept at each step.' }),
  },
  create: ({ momentum }) => ({
    slots: ['velocity'],
    update(ops, { parameter, gradient, slots, learningRate }) {
      const velocity = ops.sub(ops.mul(slots.velocity!, momentum), ops.mul(learningRate, gradient));
      return { parameter: ops.add(parameter, velocity), slots: { velocity } };
    },
  }),
});
