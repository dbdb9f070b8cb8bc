// Scores of predicted numbers; both sides have equal length and unit.

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

function sumOfSquares(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < actual.length; row++)
    sum += ((predicted[row] as number) - (actual[row] as number)) ** 2;
  return sum;
}
