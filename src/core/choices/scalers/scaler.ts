// The contract of a scaler: fitted on one column of the training part, applied to many columns at once.
import type { z } from 'zod';
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** What was learned from one column: plain numbers and lists of them, so that it survives JSON. */
export type FittedColumn = Record<string, number | number[]>;

export interface Scaler {
  /** Learns from the training rows of one column (missing values already filled). Must give finite numbers for a constant column. */
  fit(values: Float64Array): FittedColumn;
  /** x [rows, columns] with what was learned from each column. Returns the same shape. */
  transform(ops: Ops, x: Tensor, columns: readonly FittedColumn[]): Tensor;
  /** Undoes `transform` for values of the training range; null where values are lost. */
  inverse: ((ops: Ops, x: Tensor, columns: readonly FittedColumn[]) => Tensor) | null;
  /**
   * Given where the distance from zero matters, so that values may not be moved towards it first. `curved`: a column
   * that lies far from zero for its spread is standardized instead, as there every curve is a line.
   */
  fromZero?: 'straight' | 'curved';
}

// Smaller numbers are flushed to zero by some devices, and dividing by them would give infinities.
const SMALLEST_SINGLE = 2 ** -126;

/** The spread of a column as something to divide by in single precision: 1 where there is none. */
export function divisor(spread: number): number {
  return spread >= SMALLEST_SINGLE ? spread : 1;
}

/** One learned number of each column as a tensor [columns]. */
export function learned(ops: Ops, columns: readonly FittedColumn[], name: string): Tensor1D {
  return ops.tensor1d(columns.map((column) => column[name] as number));
}

export function defineScaler<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Scaler },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Scaler }>(choice);
}
