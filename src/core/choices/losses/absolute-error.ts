// Absolute error.
import { quantilesOf } from './centre';
import { defineLoss, lossOfDifference } from './loss';

export const absoluteError = defineLoss({
  kind: 'absolute-error',
  title: 'Absolute error',
  help: 'The mean of absolute differences, for numbers. Outliers count no more than other rows; predicts the median.',
  source: 'keras.losses.MeanAbsoluteError',
  tasks: ['regression'],
  params: {},
  create: () =>
    lossOfDifference(
      (ops, difference) => ops.abs(difference),
      (target) => quantilesOf(target, [0.5])[0] as number,
    ),
});
