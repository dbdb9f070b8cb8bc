// What an encoder learned of one category column, as a model card holds it.
import { z } from 'zod';

const numbers = z.array(z.number());

export const encodingSchema = z.discriminatedUnion('as', [
  /** A column of 0 and 1 for each level. */
  z.strictObject({ as: z.literal('indicators') }),
  /** One column of levels, which the network turns into vectors that it learns. */
  z.strictObject({ as: z.literal('vectors'), dimension: z.number() }),
  /** So many numbers for each category. */
  z.strictObject({
    as: z.literal('numbers'),
    /** What each number says, behind the column's name. */
    names: z.array(z.string()),
    /** A row of numbers for a missing or unseen category, then one for each category. */
    table: z.array(numbers),
    /** The same tables learned without the rows of each fold, for the rows of that fold in training. */
    folds: z.array(z.array(numbers)).optional(),
  }),
]);

export type Encoding = z.output<typeof encodingSchema>;

/** Categories that are treated as one. */
export interface Levels {
  names: readonly string[];
  /** Level of a missing or unseen category, then of each category; −1 is none. */
  of: readonly number[];
}

export interface EncodedCategory {
  encoding: Encoding;
  /** Null where every category is a level of its own. */
  levels: Levels | null;
}
