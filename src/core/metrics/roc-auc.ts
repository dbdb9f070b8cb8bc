// Area under the ROC curve: how often a row of the class ranks above a row of the others.

/**
 * `sklearn.metrics.roc_auc_score`: of class 1 for two classes, else the plain mean over classes, each against the rest
 * (`multi_class='ovr', average='macro'`). Null where a class does not occur. probabilities [rows, classes] row-major.
 */
export function rocAuc(
  probabilities: ArrayLike<number>,
  classes: number,
  actual: ArrayLike<number>,
): number | null {
  const judged = classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k);
  let sum = 0;
  for (const k of judged) {
    const area = areaOf(probabilities, classes, actual, k);
    if (area === null) return null;
    sum += area;
  }
  return sum / judged.length;
}

/** The Mann-Whitney statistic over its greatest value; equal scores count half. */
function areaOf(
  probabilities: ArrayLike<number>,
  classes: number,
  actual: ArrayLike<number>,
  k: number,
): number | null {
  const positives: number[] = [];
  const negatives: number[] = [];
  for (let row = 0; row < actual.length; row++) {
    (actual[row] === k ? positives : negatives).push(probabilities[row * classes + k] as number);
  }
  if (positives.length === 0 || negatives.length === 0) return null;
  const high = Float64Array.from(positives).sort();
  const low = Float64Array.from(negatives).sort();
  let below = 0;
  let upTo = 0;
  let wins = 0;
  for (const score of high) {
    while (below < low.length && (low[below] as number) < score) below++;
    upTo = Math.max(upTo, below);
    while (upTo < low.length && (low[upTo] as number) === score) upTo++;
    wins += (below + upTo) / 2;
  }
  return wins / high.length / low.length;
}
