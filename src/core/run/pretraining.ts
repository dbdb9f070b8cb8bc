// What a run's pre-training did: its rows, its autoencoders, and how well they reconstruct.
import { z } from 'zod';

/** One autoencoder: of all hidden layers, or of one block of them. */
export const pretrainedStageSchema = z.strictObject({
  /** Its layers, such as `Dense 256, ReLU`. */
  title: z.string(),
  epochs: z.number().int(),
  /** Its epoch of the lowest error, whose weights were taken over; 0 where none was. */
  bestEpoch: z.number().int(),
  /** Mean squared error of the reconstruction on held out rows: after the first epoch, and of the best one. */
  firstLoss: z.number().nullable(),
  lastLoss: z.number().nullable(),
  seconds: z.number(),
});

export const pretrainingSchema = z.strictObject({
  /** Of all autoencoders together. */
  epochs: z.number().int(),
  /** Rows that were used, held out ones included. */
  rows: z.number().int(),
  /** Of these without a target. */
  unlabelledRows: z.number().int(),
  /** Whether it was ended by order before it was done. */
  skipped: z.boolean(),
  stages: z.array(pretrainedStageSchema),
});

export type PretrainedStage = z.output<typeof pretrainedStageSchema>;
export type Pretraining = z.output<typeof pretrainingSchema>;
