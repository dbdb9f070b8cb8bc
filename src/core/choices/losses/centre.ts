// Constants that fit numbers best, for the losses of regression.
import { mean } from '../../statistics/moments';
import { quantile } from '../../statistics/quantiles';

/** Quantiles of the numbers at those levels. */
export function quantilesOf(values: ArrayLike<number>, levels: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return levels.map((level) => quantile(sorted, level));
}

const ITERATIONS = 50;

/**
 * The c at which Σ w(value − c)·(value − c) is 0, by reweighted means; `weight` is the slope of a robust loss over the
 * error (Huber and Ronchetti 2009, section 7.8).
 */
export function robustCentre(values: ArrayLike<number>, weight: (error: number) => number): number {
  let centre = mean(values);
  for (let i = 0; i < ITERATIONS; i++) {
    let sum = 0;
    let weights = 0;
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      const share = weight(value - centre);
      sum += share * value;
      weights += share;
    }
    const next = sum / weights;
    if (Math.abs(next - centre) <= 1e-9 * Math.max(1, Math.abs(next))) return next;
    centre = next;
  }
  return centre;
}
