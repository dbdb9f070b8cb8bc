// Mean, variance and what follows from them. Loops, since `reduce` makes an object of every number and there may be millions.

/** Arithmetic mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** Σ weight·value / Σ weight (`numpy.average`); NaN for no values. */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += (weights[i] as number) * (values[i] as number);
    total += weights[i] as number;
  }
  return sum / total;
}

/** Mean squared distance from `centre`; NaN for no values. */
export function meanSquare(values: ArrayLike<number>, centre: number): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - centre) ** 2;
  return squares / values.length;
}

/** Mean squared distance from the mean (population variance, `numpy.var`); NaN for no values. */
export function variance(values: ArrayLike<number>): number {
  return meanSquare(values, mean(values));
}

/** Population standard deviation (`numpy.std`), in the unit of the values. */
export function deviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

/** Standard error of the mean (`scipy.stats.sem`): sample deviation over √n; 0 for fewer than two values. */
export function standardError(values: ArrayLike<number>): number {
  const count = values.length;
  return count < 2 ? 0 : Math.sqrt(variance(values) / (count - 1));
}

/** Standard error of a weighted mean, √(n/(n−1)·Σw²·(value − mean)²) / Σw (Cochran 1977, ratio estimate); as above for equal weights. */
export function weightedStandardError(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  const count = values.length;
  if (count < 2) return 0;
  const centre = weightedMean(values, weights);
  let squares = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    squares += ((weights[i] as number) * ((values[i] as number) - centre)) ** 2;
    total += weights[i] as number;
  }
  return Math.sqrt((squares * count) / (count - 1)) / total;
}
