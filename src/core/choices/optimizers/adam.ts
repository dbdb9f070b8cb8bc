// Adam: step sizes from running means of the gradient and of its square.
import { adamStep, moments } from './moments';
import { defineOptimizer } from './optimizer';
import { beta1, beta2, epsilon } from './parameters';

export const adam = defineOptimizer({
  kind: 'adam',
  title: 'Adam',
  help: 'Adapts the step of each weight to the recent size of its gradient. The safe first choice for most networks.',
  source:
    'Kingma and Ba 2015 (arXiv 1412.6980), the form before section 2.1; epsilon 1e-7 outside the uncorrected root as in keras.optimizers.Adam, where torch.optim.Adam has 1e-8 outside the corrected root',
  params: { beta1, beta2, epsilon },
  create: (settings) => ({
    slots: ['mean', 'square'],
    update(ops, input) {
      const slots = moments(ops, input, settings);
      return { parameter: adamStep(ops, input, slots, settings), slots };
    },
  }),
});
