// Squared error of a standardized target.
import { defineLoss } from './loss';

export const squaredError = defineLoss({
  kind: 'squared-error',
  title: 'Squared error',
  help: 'The mean of squared differences, for numbers. Large errors count most.',
  source: 'keras.losses.MeanSquaredError',
  tasks: ['regression'],
  params: {},
  create: () => ({
    perRow: (ops, output, target) => ops.square(ops.sub(ops.reshape(output, [-1]), target)),
    predict: (_ops, output) => output,
    outputs: () => 1,
  }),
});
