// What a model that ignores the features would reach on the validation part.
import { z } from 'zod';
import { metricsSchema } from './metrics';

export const baselineSchema = z.strictObject({
  /** Majority class with training frequencies as probabilities, or the training mean. */
  validation: metricsSchema,
  /** Its loss on the training's own scale (cross-entropy, or squared error of the standardized target). */
  validationLoss: z.number(),
});

export type Baseline = z.output<typeof baselineSchema>;
