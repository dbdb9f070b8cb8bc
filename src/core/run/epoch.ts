// What is known after each epoch: one line of metrics.jsonl and one point of every chart.
import { z } from 'zod';

export const epochSchema = z.strictObject({
  /** Counts from 1, in each phase anew. */
  epoch: z.number().int(),
  /** Pre-training reconstructs the inputs: its losses are those of an autoencoder, its metrics null. */
  phase: z.enum(['pretraining', 'training']).default('training'),
  /** Mean loss of the training steps of this epoch, with dropout and penalties in force. */
  stepLoss: z.number().nullable(),
  /** Loss (without penalties) and headline metric (accuracy, or R²) with the weights at the end of the epoch. */
  trainLoss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  trainMetric: z.number().nullable(),
  validationMetric: z.number().nullable(),
  /** Validation loss of the averaged weights, where an average is kept. */
  averageLoss: z.number().nullable().default(null),
  /** Standard deviation of the batch losses within the epoch. */
  lossNoise: z.number().nullable().default(null),
  learningRate: z.number(),
  /** Mean over the steps of the Euclidean norm of the whole gradient. */
  gradientNorm: z.number().nullable(),
  /** Wall-clock seconds of this epoch; the only field that differs when a run is repeated. */
  seconds: z.number(),
});

/** Numbers that are not finite (a diverged run) are null. */
export type Epoch = z.output<typeof epochSchema>;
