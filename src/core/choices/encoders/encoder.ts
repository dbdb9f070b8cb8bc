// The contract of a category encoder: it learns from the training rows how categories become numbers.
import type { z } from 'zod';
import type { TrainingTarget } from '../../preparation/training-target';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';
import type { EncodedCategory } from './encoding';

/** One category column of the training rows. */
export interface CategoryTraining {
  name: string;
  /** Seen in the training rows, sorted by code point. */
  categories: readonly string[];
  /** For each training row the place of its category; −1 is missing. */
  codes: Int32Array;
  /** What is to be predicted, for encoders that learn from it. */
  target(): TrainingTarget;
}

export interface Encoder {
  fit(column: CategoryTraining): EncodedCategory;
  /** Number of columns that a column with so many categories becomes, as far as that can be told without the rows. */
  width(categories: number, classes?: number): number;
  /** Present where some columns stay codes, which the network itself turns into learned vectors. */
  vectors?: {
    /** Length of a vector. */
    dimension: number;
    /** Whether a column with so many categories stays one column of codes. */
    holds(categories: number): boolean;
  };
  /** Present where the text itself is spread over so many columns, so that nothing is learned and nothing is unseen. */
  hashes?: { features: number };
}

export function defineEncoder<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Encoder },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Encoder }>(choice);
}

/** How often each category comes up. */
export function countCodes({ categories, codes }: CategoryTraining): Float64Array {
  const counts = new Float64Array(categories.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  return counts;
}
