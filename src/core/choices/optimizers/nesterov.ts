// SGD with Nesterov's momentum: the velocity is corrected by the gradient of where it leads.
import { defineOptimizer } from './optimizer';
import { velocityShare } from './parameters';

export const nesterov = defineOptimizer({
  kind: 'nesterov',
  title: 'SGD with Nesterov momentum',
  help: 'Momentum that looks one step ahead, so that it brakes earlier before it overshoots.',
  source:
    'Nesterov 1983 in the form of Sutskever et al. 2013; keras.optimizers.SGD(momentum=…, nesterov=True), whose velocity holds the rate',
  params: { momentum: velocityShare },
  create: ({ momentum }) => ({
    slots: ['velocity'],
    update(ops, { parameter, gradient, slots, learningRate }) {
      const step = ops.mul(learningRate, gradient);
      const velocity = ops.sub(ops.mul(slots.velocity!, momentum), step);
      const change = ops.sub(ops.mul(velocity, momentum), step);
      return { parameter: ops.add(parameter, change), slots: { velocity } };
    },
  }),
});
