// What was added to the training rows of a run, and from what: the source of every made row is counted.
import { z } from 'zod';

export const augmentationFactsSchema = z.strictObject({
  /** The kind of `augment`. */
  kind: z.string(),
  /** Real training rows. */
  rows: z.number().int(),
  /** Real rows that were left out. */
  removed: z.number().int(),
  /** Rows that were made. */
  made: z.number().int(),
  /** Whether every epoch had made rows of its own. */
  renewed: z.boolean(),
  /** Of each class that got rows, or of all rows of a regression. */
  sources: z.array(
    z.strictObject({
      /** Null for a regression. */
      class: z.string().nullable(),
      made: z.number().int(),
      /** Different real rows that they stem from. */
      from: z.number().int(),
    }),
  ),
});

export type AugmentationFacts = z.output<typeof augmentationFactsSchema>;
