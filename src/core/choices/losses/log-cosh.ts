// Log-cosh: a smooth Huber loss.
import { robustCentre } from './centre';
import { defineLoss, lossOfDifference } from './loss';

export const logCosh = defineLoss({
  kind: 'log-cosh',
  title: 'Log-cosh',
  help: 'Like Huber, but smooth everywhere: half the squared error near zero, the absolute error far out.',
  source: 'keras.losses.LogCosh',
  tasks: ['regression'],
  params: {},
  create: () =>
    lossOfDifference(
      (ops, difference) => {
        // log cosh d = |d| + log(1 + e^(−2|d|)) − log 2: no power overflows.
        const size = ops.abs(difference);
        return ops.sub(ops.add(size, ops.softplus(ops.mul(size, -2))), Math.LN2);
      },
      (target) => robustCentre(target, (error) => (error === 0 ? 1 : Math.tanh(error) / error)),
    ),
});
