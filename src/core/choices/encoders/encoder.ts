// The contract of a category encoder: codes of one column become number columns.
import type { z } from 'zod';
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

export interface Encoder {
  /** Number of columns that a column with so many categories becomes. */
  width(categories: number): number;
  /** codes [rows] int32, −1 for missing or unseen. Returns [rows, width(categories)] float32. */
  transform(ops: Ops, codes: Tensor1D, categories: number): Tensor;
  /** Present where some columns stay codes, which the network itself turns into learned vectors. */
  vectors?: {
    /** Length of a vector. */
    dimension: number;
    /** Whether a column with so many categories stays one column of codes. */
    holds(categories: number): boolean;
  };
}

export function defineEncoder<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Encoder },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Encoder }>(choice);
}
