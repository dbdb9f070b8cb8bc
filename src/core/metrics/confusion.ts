// Predicted classes, and how often each class was taken for each.

/** The most probable class of each row; the first of equals. probabilities [rows, classes] row-major. */
export function predictedClasses(probabilities: ArrayLike<number>, classes: number): Int32Array {
  const rows = probabilities.length / classes;
  const predicted = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if ((probabilities[row * classes + k] as number) > (probabilities[row * classes + best] as number))
        best = k;
    }
    predicted[row] = best;
  }
  return predicted;
}

/** counts[actual][predicted], as `sklearn.metrics.confusion_matrix`. Both sides are class numbers. */
export function confusionCounts(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  classes: number,
): number[][] {
  const counts = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0));
  for (let row = 0; row < actual.length; row++) {
    const line = counts[actual[row] as number] as number[];
    line[predicted[row] as number] = (line[predicted[row] as number] as number) + 1;
  }
  return counts;
}
