// The effect of a change of the recipe, measured in pairs: the same seeds without it and with it.
import { z } from 'zod';
import { errorReportSchema } from './record';

/** Scores of two trainings from one seed: the same split, order and first weights, as far as both recipes have them. */
export const effectPairSchema = z.strictObject({
  seed: z.number().int(),
  /** Headline metric of the measured part: accuracy, or R². */
  before: z.number(),
  after: z.number(),
  /** Mean loss of the same rows. */
  beforeLoss: z.number(),
  afterLoss: z.number(),
  /** Mean share of right rows of each class, which small classes weigh in as much as large ones; absent of a regression. */
  beforeBalanced: z.number().optional(),
  afterBalanced: z.number().optional(),
});

const differenceSchema = z.strictObject({
  /** Mean of after − before. */
  mean: z.number(),
  /** Ends of its 95 % interval. */
  low: z.number(),
  high: z.number(),
  /** Pairs in which the change is better, and in which it makes no difference. */
  wins: z.number().int(),
  ties: z.number().int(),
  /** That the change is for the better. */
  probability: z.number(),
});

/** What the scores are measured on. The validation part also chooses the epoch: its scores are a little too good. */
export const measuredParts = ['test-file', 'test', 'validation'] as const;

export const effectSchema = z.strictObject({
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** The change in one line, such as `training.pretraining false → true`. */
  title: z.string(),
  changes: z.array(z.strictObject({ path: z.string(), before: z.string(), after: z.string() })),
  /** Name of the file, and the target. */
  data: z.string(),
  target: z.string(),
  /** Null before the first pair. */
  metric: z.enum(['accuracy', 'r2']).nullable(),
  better: z.enum(['higher', 'lower']),
  part: z.enum(measuredParts).nullable(),
  /** Rows of that part. */
  rows: z.number().nullable(),
  /** Those that are done, by seed. */
  pairs: z.array(effectPairSchema),
  planned: z.number().int(),
  /** Of the whole measurement, 0 to 1. */
  share: z.number(),
  /** Null for fewer than two pairs. */
  effect: differenceSchema.nullable(),
  /** The same for the loss, of which less is better. */
  lossEffect: differenceSchema.nullable(),
  /** The same for the balanced accuracy; null or absent of a regression. */
  balancedEffect: differenceSchema.nullable().optional(),
  seconds: z.number(),
  error: errorReportSchema.nullable(),
});

export type EffectPair = z.output<typeof effectPairSchema>;
export type MeasuredPart = (typeof measuredParts)[number];
export type Effect = z.output<typeof effectSchema>;

/** A measurement before its first pair. */
export function newEffect(asked: Pick<Effect, 'title' | 'changes' | 'data' | 'target' | 'planned'>): Effect {
  return {
    state: 'running',
    ...asked,
    metric: null,
    better: 'higher',
    part: null,
    rows: null,
    pairs: [],
    share: 0,
    effect: null,
    lossEffect: null,
    seconds: 0,
    error: null,
  };
}
