// A cross-validation: the recipe trained once for each fold, and what its figures are over all of them.
import { z } from 'zod';
import { measuredParts } from './effect';
import { metricsSchema } from './metrics';
import { errorReportSchema } from './record';

/** Which fold of which deal, both from 1 on. */
export const foldPlaceSchema = z.strictObject({ repeat: z.number().int(), fold: z.number().int() });

export const foldScoreSchema = z.strictObject({
  ...foldPlaceSchema.shape,
  /** Rows that the model and every step of its preparation learned from, and rows that it was judged on. */
  rows: z.strictObject({ train: z.number().int(), validation: z.number().int(), judged: z.number().int() }),
  /** `validation` where the fold also chose the epoch: its figures are a little too good. */
  part: z.enum(measuredParts),
  /** The epoch that was judged. */
  bestEpoch: z.number().int(),
  /** Mean loss of the judged rows. */
  loss: z.number(),
  metrics: metricsSchema,
});

export const foldsSummarySchema = z.strictObject({
  /** Name of a metric, or `loss`. */
  metric: z.string(),
  mean: z.number(),
  /** Between folds (sample standard deviation); null for fewer than two. */
  deviation: z.number().nullable(),
  /** Of the mean, corrected for folds that share training rows (Nadeau and Bengio); null for fewer than two. */
  error: z.number().nullable(),
  /** Folds that have the figure. */
  folds: z.number().int(),
});

export const foldsSchema = z.strictObject({
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Name of the file, and the target. */
  data: z.string(),
  target: z.string(),
  folds: z.number().int(),
  repeats: z.number().int(),
  /** Those that are done, in their order. */
  scores: z.array(foldScoreSchema),
  /** In the order of the metrics, the loss last. Empty before the first fold is done. */
  summary: z.array(foldsSummarySchema),
  planned: z.number().int(),
  /** Of the whole cross-validation, 0 to 1. */
  share: z.number(),
  seconds: z.number(),
  error: errorReportSchema.nullable(),
});

export type FoldPlace = z.output<typeof foldPlaceSchema>;
export type FoldScore = z.output<typeof foldScoreSchema>;
export type FoldsSummary = z.output<typeof foldsSummarySchema>;
export type Folds = z.output<typeof foldsSchema>;
