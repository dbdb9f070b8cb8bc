// The shape of a distribution: how lopsided it is and how heavy its tails are.

export interface Shape {
  /** Third standardized moment, 0 for a symmetric distribution (`scipy.stats.skew`). */
  skewness: number;
  /** Fourth standardized moment less 3, 0 for a normal one (`scipy.stats.kurtosis`). */
  kurtosis: number;
}

/** Null for values that do not vary. */
export function shapeOf(values: ArrayLike<number>, mean: number, deviation: number): Shape | null {
  const count = values.length;
  if (count < 2 || !(deviation > 1e-12 * Math.abs(mean))) return null;
  let cubes = 0;
  let fourths = 0;
  for (let i = 0; i < count; i++) {
    const away = ((values[i] as number) - mean) / deviation;
    const square = away * away;
    cubes += square * away;
    fourths += square * square;
  }
  return { skewness: cubes / count, kurtosis: fourths / count - 3 };
}
