// A learning-rate range test: the loss of each step while the rate rises, and the rate that it suggests.
import { z } from 'zod';
import { errorReportSchema } from './record';

export const ratePointSchema = z.strictObject({
  rate: z.number(),
  /** Loss of the batch; null where it is not finite. */
  loss: z.number().nullable(),
});

export const rateTestSchema = z.strictObject({
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  points: z.array(ratePointSchema),
  /** Moving average of the losses, a value for each point. */
  smoothed: z.array(z.number().nullable()),
  /** The rate to start with; null where the loss never fell. */
  suggested: z.number().nullable(),
  /** Where the smoothed loss is lowest: beyond it the rate is too large. */
  edge: z.number().nullable(),
  /** In one or two sentences. */
  explanation: z.string(),
  error: errorReportSchema.nullable(),
});

export type RatePoint = z.output<typeof ratePointSchema>;
export type RateTest = z.output<typeof rateTestSchema>;
