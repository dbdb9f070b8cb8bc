// Whether predicted probabilities can be taken at their word.

/**
 * Brier score. Two classes: the mean of (probability of class 1 − whether it is)², 0 to 1. More: the mean over rows of the
 * sum of those squares over all classes, 0 to 2. Both as `sklearn.metrics.brier_score_loss`.
 */
export function brierScore(
  probabilities: ArrayLike<number>,
  classes: number,
  actual: ArrayLike<number>,
): number {
  let sum = 0;
  for (let row = 0; row < actual.length; row++) {
    for (let k = classes === 2 ? 1 : 0; k < classes; k++) {
      const truth = actual[row] === k ? 1 : 0;
      sum += ((probabilities[row * classes + k] as number) - truth) ** 2;
    }
  }
  return sum / actual.length;
}

const BINS = 15;

/**
 * Expected calibration error of the predicted class (Guo et al. 2017): rows in 15 bins of equal width by the probability of
 * the predicted class, lower ends included and 1 in the last; the mean over rows of |share right − mean probability| of the
 * row's bin. As torchmetrics' MulticlassCalibrationError(norm='l1'), which puts a probability of exactly 1 into a bin of its own.
 */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  classes: number,
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
): number {
  // What a bin adds is its rows' |right − confidence| in sum, so neither shares nor counts are needed.
  const gaps = new Float64Array(BINS);
  for (let row = 0; row < actual.length; row++) {
    const confidence = probabilities[row * classes + (predicted[row] as number)] as number;
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor(confidence * BINS)));
    const right = predicted[row] === actual[row] ? 1 : 0;
    gaps[bin] = (gaps[bin] as number) + right - confidence;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / actual.length;
}
