// Scores of predicted quantiles.

/** Predicted quantiles of a part. */
export interface PredictedQuantiles {
  /** Ascending, between 0 and 1. */
  levels: readonly number[];
  /** One list of rows for each level, in the target's own unit. */
  columns: readonly ArrayLike<number>[];
}

/** Pinball loss, its mean over the levels (`sklearn.metrics.mean_pinball_loss` of each), in the target's unit. */
export function pinballLoss({ levels, columns }: PredictedQuantiles, actual: ArrayLike<number>): number {
  let sum = 0;
  levels.forEach((level, i) => {
    const column = columns[i] as ArrayLike<number>;
    for (let row = 0; row < actual.length; row++) {
      const error = (actual[row] as number) - (column[row] as number);
      sum += error >= 0 ? level * error : (level - 1) * error;
    }
  });
  return sum / actual.length / levels.length;
}

/**
 * Share of rows within the widest pair of levels that lie as far from 0 as from 1, such as 0.05 and 0.95, ends included:
 * ideally their distance. Undefined where there is no such pair.
 */
export function intervalCoverage(
  { levels, columns }: PredictedQuantiles,
  actual: ArrayLike<number>,
): number | undefined {
  const pair = widestPair(levels);
  if (!pair) return undefined;
  const [low, high] = pair.map((place) => columns[place]) as [ArrayLike<number>, ArrayLike<number>];
  let inside = 0;
  for (let row = 0; row < actual.length; row++) {
    const value = actual[row] as number;
    if (value >= (low[row] as number) && value <= (high[row] as number)) inside++;
  }
  return inside / actual.length;
}

/** Places of the outermost level below 0.5 whose mirror image is there too, and of that. */
function widestPair(levels: readonly number[]): [number, number] | null {
  for (const [low, level] of levels.entries()) {
    if (level >= 0.5) return null;
    const high = levels.findIndex((other) => Math.abs(other - (1 - level)) < 1e-9);
    if (high >= 0) return [low, high];
  }
  return null;
}
