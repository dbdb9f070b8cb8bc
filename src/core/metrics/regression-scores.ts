// Scores of predicted numbers; both sides have equal length and unit.
import { median } from '../statistics/quantiles';

/** Root of the mean squared error (`root_mean_squared_error`), in the target's unit. */
export function rootMeanSquaredError(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  return Math.sqrt(sumOfSquares(predicted, actual) / actual.length);
}

/** Mean absolute error (`mean_absolute_error`), in the target's unit. */
export function meanAbsoluteError(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < actual.length; row++)
    sum += Math.abs((predicted[row] as number) - (actual[row] as number));
  return sum / actual.length;
}

/** Share of the target's variance that is explained (`r2_score`); null where the target is constant. */
export function rSquared(predicted: ArrayLike<number>, actual: ArrayLike<number>): number | null {
  let sum = 0;
  for (let row = 0; row < actual.length; row++) sum += actual[row] as number;
  const mean = sum / actual.length;
  let total = 0;
  for (let row = 0; row < actual.length; row++) total += ((actual[row] as number) - mean) ** 2;
  return total > 0 ? 1 - sumOfSquares(predicted, actual) / total : null;
}

/** Median absolute error (`median_absolute_error`), in the target's unit. */
export function medianAbsoluteError(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  const errors = Float64Array.from(actual, (value, row) => Math.abs((predicted[row] as number) - value));
  return median(errors.sort());
}

/**
 * Mean of |error| / |actual| (`mean_absolute_percentage_error`), 1 meaning 100 %. An actual value of 0 divides by the double's
 * epsilon, as in scikit-learn, and so makes the figure huge.
 */
export function meanAbsolutePercentageError(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < actual.length; row++) {
    const value = actual[row] as number;
    sum += Math.abs((predicted[row] as number) - value) / Math.max(Number.EPSILON, Math.abs(value));
  }
  return sum / actual.length;
}

function sumOfSquares(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < actual.length; row++)
    sum += ((predicted[row] as number) - (actual[row] as number)) ** 2;
  return sum;
}
