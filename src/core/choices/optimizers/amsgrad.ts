// AMSGrad: Adam whose scale never falls.
import { adamStep, moments } from './moments';
import { defineOptimizer } from './optimizer';
import { beta1, beta2, epsilon } from './parameters';

export const amsgrad = defineOptimizer({
  kind: 'amsgrad',
  title: 'AMSGrad',
  help: 'Adam that divides by the largest size the gradient has had, so that a rare large gradient is not forgotten. Steadier where Adam jumps late in a run.',
  source:
    'Reddi, Kale and Kumar 2018 (arXiv 1904.09237); keras.optimizers.Adam(amsgrad=True), which takes the maximum of the uncorrected squares, as torch.optim.Adam does',
  params: { beta1, beta2, epsilon },
  create: (settings) => ({
    slots: ['mean', 'square', 'peak'],
    update(ops, input) {
      const { mean, square } = moments(ops, input, settings);
      const peak = ops.maximum(input.slots.peak!, square);
      const parameter = adamStep(ops, input, { mean, square: peak }, settings);
      return { parameter, slots: { mean, square, peak } };
    },
  }),
});
