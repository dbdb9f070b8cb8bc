// What is known after each epoch: one line of metrics.jsonl and one point of every chart.
import { z } from 'zod';

export const epochSchema = z.strictObject({
  /** Counts from 1. */
  epoch: z.number().int(),
  /** Mean loss of the training steps of this epoch, with dropout and penalties in force. */
  stepLoss: z.number().nullable(),
  /** Loss (without penalties) and headline metric (accuracy, or R²) with the weights at the end of the epoch. */
  trainLoss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  trainMetric: z.number().nullable(),
  validationMetric: z.number().nullable(),
  learningRate: z.number(),
  /** Mean over the steps of the Euclidean norm of the whole gradient. */
  gradientNorm: z.number().nullable(),
  /** Wall-clock seconds of this epoch; the only field that differs when a run is repeated. */
  seconds: z.number(),
});

/** Numbers that are not finite (a diverged run) are null. */
export type Epoch = z.output<typeof epochSchema>;
