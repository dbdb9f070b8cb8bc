// Squared error.
import { mean } from '../../statistics/moments';
import { defineLoss, lossOfDifference } from './loss';

export const squaredError = defineLoss({
  kind: 'squared-error',
  title: 'Squared error',
  help: 'The mean of squared differences, for numbers. Large errors count most; predicts the mean.',
  source: 'keras.losses.MeanSquaredError',
  tasks: ['regression'],
  params: {},
  create: () => lossOfDifference((ops, difference) => ops.square(difference), mean),
});
