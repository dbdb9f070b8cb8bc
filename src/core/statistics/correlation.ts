// How far two columns of numbers, or a number and a class, go together.
import { ranks } from './ranks';

/** Pearson's correlation, −1 to 1 (`scipy.stats.pearsonr`); null where one of the two does not vary. No NaN. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const count = a.length;
  let meanA = 0;
  let meanB = 0;
  for (let i = 0; i < count; i++) {
    meanA += (a[i] as number) / count;
    meanB += (b[i] as number) / count;
  }
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let i = 0; i < count; i++) {
    const fromA = (a[i] as number) - meanA;
    const fromB = (b[i] as number) - meanB;
    squaresA += fromA * fromA;
    squaresB += fromB * fromB;
    products += fromA * fromB;
  }
  const size = Math.sqrt(squaresA) * Math.sqrt(squaresB);
  // What rounding leaves of a constant is no variation.
  const varies = size > 1e-13 * Math.max(1e-300, Math.abs(meanA * meanB) * count);
  return varies && count > 1 ? Math.max(-1, Math.min(1, products / size)) : null;
}

/** Spearman's rank correlation, ties averaged (`scipy.stats.spearmanr`); null where one of the two does not vary. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  return pearson(ranks(a), ranks(b));
}

/**
 * Correlation ratio η, 0 to 1: the root of the share of the variance of `values` that lies between the classes
 * (Fisher 1925; R² of a one-way analysis of variance). Null for a single class or values that do not vary.
 */
export function correlationRatio(
  values: ArrayLike<number>,
  codes: ArrayLike<number>,
  classes: number,
): number | null {
  const sums = new Float64Array(classes);
  const counts = new Float64Array(classes);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const code = codes[i] as number;
    sums[code] = (sums[code] as number) + (values[i] as number);
    counts[code] = (counts[code] as number) + 1;
    total += values[i] as number;
  }
  const centre = total / values.length;
  let between = 0;
  let seen = 0;
  for (let code = 0; code < classes; code++) {
    const count = counts[code] as number;
    if (count === 0) continue;
    seen++;
    between += count * ((sums[code] as number) / count - centre) ** 2;
  }
  let all = 0;
  for (let i = 0; i < values.length; i++) all += ((values[i] as number) - centre) ** 2;
  return seen > 1 && all > 1e-26 * centre * centre * values.length
    ? Math.sqrt(Math.min(1, between / all))
    : null;
}
