// The contract of a scaler: fitted on one column of the training part, applied to many columns at once.
import type { z } from 'zod';
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** What was learned from one column: plain numbers, so that it survives JSON. */
export type FittedColumn = Record<string, number>;

export interface Scaler {
  /** Learns from the training rows of one column (missing values already filled). Must give finite numbers for a constant column. */
  fit(values: Float64Array): FittedColumn;
  /** x [rows, columns]; each fitted number arrives as a tensor [columns]. Returns the same shape. */
  transform(ops: Ops, x: Tensor, fitted: Record<string, Tensor1D>): Tensor;
  /** Undoes `transform`. */
  inverse(ops: Ops, x: Tensor, fitted: Record<string, Tensor1D>): Tensor;
}

// Smaller numbers are flushed to zero by some devices, and dividing by them would give infinities.
const SMALLEST_SINGLE = 2 ** -126;

/** The spread of a column as something to divide by in single precision: 1 where there is none. */
export function divisor(spread: number): number {
  return spread >= SMALLEST_SINGLE ? spread : 1;
}

export function defineScaler<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Scaler },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Scaler }>(choice);
}
