// The loss before the first step, and what it was expected to be.
import { z } from 'zod';

export const untrainedSchema = z.strictObject({
  /** Training rows that were looked at. */
  rows: z.number().int(),
  /** Mean loss of the untrained network on them, in evaluation mode; null where it is not finite. */
  loss: z.number().nullable(),
  /** Of a network whose raw output is 0 throughout: log n for cross-entropy of n classes. */
  zeroLoss: z.number(),
  /** Of the best constant output: the entropy of the classes, or the variance of the target. */
  constantLoss: z.number(),
});

export type Untrained = z.output<typeof untrainedSchema>;
