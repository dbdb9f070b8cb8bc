// The contract of an imputer: what stands in for a missing number, learned from the training part.
import type { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** How similar rows fill a gap, where they do. */
export interface Neighbours {
  /** How many of the nearest known rows are averaged. */
  count: number;
  /** Whether nearer ones count more, by 1 / distance. */
  byDistance: boolean;
  /** Whether distances are measured in standard deviations of each column. */
  scaled: boolean;
  /** Training rows that are kept to be compared with, at most. */
  references: number;
}

export interface Imputer {
  /**
   * The number that stands in for a missing one. `values` are the known values of the training rows, never empty, in
   * the column's unit less `offset`.
   */
  fill(values: Float64Array, offset: number): number;
  /** Given where similar rows fill the gaps; `fill` then serves where none is similar. */
  neighbours?: Neighbours;
}

export function defineImputer<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Imputer },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Imputer }>(choice);
}
