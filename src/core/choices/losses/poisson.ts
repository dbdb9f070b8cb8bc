// Poisson loss for counts, with a log link.
import { mean } from '../../statistics/moments';
import { boundedExp, inverseLinks } from './links';
import { defineLoss } from './loss';

/** 0·log 0 is 0: the logarithm only has to be finite. */
const LEAST = 1e-30;

export const poisson = defineLoss({
  kind: 'poisson',
  title: 'Poisson',
  help: 'For counts and other numbers that are never negative and spread more the larger they are. Predictions are positive. The loss is half the Poisson deviance, 0 for a perfect fit.',
  source:
    'sklearn.metrics.mean_poisson_deviance, halved, of e^output; keras.losses.Poisson but for a constant',
  tasks: ['regression'],
  params: {},
  create: () => ({
    perRow(ops, output, target) {
      const logRate = ops.reshape(output, [-1]);
      const logTarget = ops.log(ops.maximum(target, LEAST));
      // y·(log y − z) − y + e^z
      const gap = ops.sub(ops.mul(target, ops.sub(logTarget, logRate)), target);
      return ops.add(gap, boundedExp(ops, logRate));
    },
    predict: (ops, output) => boundedExp(ops, output),
    outputs: () => 1,
    constant: (target) => [inverseLinks.exp(mean(target))],
    targetScale: 'positive',
    link: 'exp',
  }),
});
