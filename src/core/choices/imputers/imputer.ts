// The contract of an imputer: one fill value per number column, learned from the training part.
import type { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** The number that stands in for a missing one. `values` are the known values of the training rows, never empty. */
export type Imputer = (values: Float64Array) => number;

export function defineImputer<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Imputer },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Imputer }>(choice);
}
