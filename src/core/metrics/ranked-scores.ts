// Rows of a class against all others by their score: what ROC and precision-recall curves are made of.

/** Scores of one class, ascending. */
export interface RankedScores {
  /** Of the rows that are of the class. */
  positives: Float64Array;
  /** Of the others. */
  negatives: Float64Array;
}

/** Column k of probabilities [rows, classes] row-major, by whether the row is of class k. */
export function rankScores(
  probabilities: ArrayLike<number>,
  classes: number,
  actual: ArrayLike<number>,
  k: number,
): RankedScores {
  const rows = actual.length;
  const positives = new Float64Array(rows);
  const negatives = new Float64Array(rows);
  let hits = 0;
  for (let row = 0; row < rows; row++) {
    const score = probabilities[row * classes + k] as number;
    if (actual[row] === k) positives[hits++] = score;
    else negatives[row - hits] = score;
  }
  return {
    positives: positives.subarray(0, hits).sort(),
    negatives: negatives.subarray(0, rows - hits).sort(),
  };
}

/** Area under the ROC curve: the Mann-Whitney statistic over its greatest value; equal scores count half. */
export function rocArea({ positives, negatives }: RankedScores): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  let below = 0;
  let upTo = 0;
  let wins = 0;
  for (const score of positives) {
    while (below < negatives.length && (negatives[below] as number) < score) below++;
    upTo = Math.max(upTo, below);
    while (upTo < negatives.length && (negatives[upTo] as number) === score) upTo++;
    wins += (below + upTo) / 2;
  }
  return wins / positives.length / negatives.length;
}

/** Average precision: Σ (recall − recall before)·precision over falling thresholds; null without a row of the class. */
export function averagePrecision({ positives, negatives }: RankedScores): number | null {
  if (positives.length === 0) return null;
  let sum = 0;
  let low = negatives.length;
  let place = positives.length;
  while (place > 0) {
    const threshold = positives[place - 1] as number;
    const before = place;
    while (place > 0 && (positives[place - 1] as number) === threshold) place--;
    while (low > 0 && (negatives[low - 1] as number) >= threshold) low--;
    const found = positives.length - place;
    const named = found + negatives.length - low;
    sum += ((before - place) * found) / named;
  }
  return sum / positives.length;
}
