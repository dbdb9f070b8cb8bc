// Mean and deviation of a column as several scalers divide by them.
import type { Ops, Tensor } from '../../tensor';
import { mean as meanOf, meanSquare } from '../../statistics/moments';
import { type FittedColumn, divisor, learned } from './scaler';

/** A type and not an interface, so that it counts as what a scaler learned. */
export type Moments = { mean: number; deviation: number };

/** Mean and population deviation; 1 for a constant column. */
export function momentsOf(values: Float64Array): Moments {
  const mean = meanOf(values);
  const variance = meanSquare(values, mean);
  // A constant column leaves rounding noise as its variance (sklearn.utils.extmath, _is_constant_feature).
  const rounding = values.length * Number.EPSILON;
  const constant = variance <= rounding * variance + (rounding * mean) ** 2;
  return { mean, deviation: constant ? 1 : divisor(Math.sqrt(variance)) };
}

/** What leaves a column as it is. */
export const unmoved: Moments = { mean: 0, deviation: 1 };

/** (x − mean) / deviation of each column. */
export function standardized(ops: Ops, x: Tensor, columns: readonly FittedColumn[]): Tensor {
  return ops.div(ops.sub(x, learned(ops, columns, 'mean')), learned(ops, columns, 'deviation'));
}

/** Undoes `standardized`. */
export function unstandardized(ops: Ops, x: Tensor, columns: readonly FittedColumn[]): Tensor {
  return ops.add(ops.mul(x, learned(ops, columns, 'deviation')), learned(ops, columns, 'mean'));
}
