// SGD with momentum: a running velocity smooths the direction.
import { defineOptimizer } from './optimizer';
import { velocityShare } from './parameters';

export const momentum = defineOptimizer({
  kind: 'momentum',
  title: 'SGD with momentum',
  help: 'Keeps a velocity, so that steps add up along a valley and cancel across it.',
  source:
    'Polyak 1964; keras.optimizers.SGD(momentum=…), whose velocity holds the rate, where that of torch.optim.SGD does not: the two differ while the rate changes',
  params: { momentum: velocityShare },
  create: ({ momentum }) => ({
    slots: ['velocity'],
    update(ops, { parameter, gradient, slots, learningRate }) {
      const velocity = ops.sub(ops.mul(slots.velocity!, momentum), ops.mul(learningRate, gradient));
      return { parameter: ops.add(parameter, velocity), slots: { velocity } };
    },
  }),
});
