// Adamax: Adam with the largest recent gradient in place of the root mean square.
import { blend, gathered } from './moments';
import { defineOptimizer } from './optimizer';
import { beta1, beta2, epsilon } from './parameters';

export const adamax = defineOptimizer({
  kind: 'adamax',
  title: 'Adamax',
  help: 'Adam that divides by the largest recent gradient instead of a mean. Holds out against rare spikes, such as of embeddings.',
  source:
    'Kingma and Ba 2015 (arXiv 1412.6980), algorithm 2; epsilon added to the maximum as in keras.optimizers.Adamax, where torch.optim.Adamax adds it to the gradient',
  params: { beta1, beta2, epsilon },
  create: ({ beta1, beta2, epsilon }) => ({
    slots: ['mean', 'peak'],
    update(ops, { parameter, gradient, slots, learningRate, step }) {
      const mean = blend(ops, slots.mean!, gradient, beta1);
      const peak = ops.maximum(ops.mul(slots.peak!, beta2), ops.abs(gradient));
      const rate = ops.div(learningRate, gathered(ops, beta1, step));
      const change = ops.mul(rate, ops.div(mean, ops.add(peak, epsilon)));
      return { parameter: ops.sub(parameter, change), slots: { mean, peak } };
    },
  }),
});
