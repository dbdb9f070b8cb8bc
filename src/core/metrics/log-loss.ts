// Cross-entropy of predicted probabilities.

/** Mean −log of the true class's probability (`sklearn.metrics.log_loss`), clipped away from 0 and 1 by the double's epsilon. */
export function logLoss(
  probabilities: ArrayLike<number>,
  classes: number,
  actual: ArrayLike<number>,
): number {
  let sum = 0;
  for (let row = 0; row < actual.length; row++) {
    const probability = probabilities[row * classes + (actual[row] as number)] as number;
    sum -= Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability)));
  }
  return sum / actual.length;
}
