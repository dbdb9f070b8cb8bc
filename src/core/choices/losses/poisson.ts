// Poisson loss for counts, with a log link.
import { mean } from '../../statistics/moments';
import { boundedExp, inverseLinks } from './links';
import { defineLoss } from './loss';

export const poisson = defineLoss({
  kind: 'poisson',
  title: 'Poisson',
  help: 'For counts and other numbers that are never negative and spread more the larger they are. Predictions are positive. Its value can be negative.',
  source: 'keras.losses.Poisson of e^output; torch.nn.PoissonNLLLoss',
  tasks: ['regression'],
  params: {},
  create: () => ({
    perRow(ops, output, target) {
      const logRate = ops.reshape(output, [-1]);
      return ops.sub(boundedExp(ops, logRate), ops.mul(target, logRate));
    },
    predict: (ops, output) => boundedExp(ops, output),
    outputs: () => 1,
    constant: (target) => [inverseLinks.exp(mean(target))],
    targetScale: 'positive',
    link: 'exp',
  }),
});
