// AdamW: Adam, with the weights shrunk apart from the gradient.
import { adam } from './adam';
import { defineOptimizer } from './optimizer';
import { beta1, beta2, epsilon, weightDecay } from './parameters';

export const adamw = defineOptimizer({
  kind: 'adamw',
  title: 'AdamW',
  help: 'Adam with weight decay that does not pass through its scaling, so that it shrinks all weights alike. Often generalizes better than Adam with an L2 penalty.',
  source:
    'Loshchilov and Hutter 2019 (arXiv 1711.05101); decay .01 as in torch.optim.AdamW, where keras.optimizers.AdamW has .004',
  params: { beta1, beta2, epsilon, weightDecay: weightDecay(0.01) },
  create: ({ weightDecay, ...settings }) => ({ ...adam.create({ ...settings, kind: 'adam' }), weightDecay }),
});
