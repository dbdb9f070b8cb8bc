// What preparation did, as the window shows it: each step in words, and a column before and after.
import { z } from 'zod';

export const describedStepSchema = z.strictObject({
  title: z.string(),
  /** The columns that it treats; empty for a step over all of them. */
  columns: z.array(z.string()),
  /** What was learned, a line for each column. */
  learned: z.array(z.string()),
  /** The proof that nothing leaked: the only rows that the step looked at. */
  learnedFrom: z.strictObject({ rows: z.number(), part: z.string() }),
});

export const distributionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('numbers'),
    missing: z.number(),
    /** Whether the numbers are days since 1970-01-01. */
    isDate: z.boolean(),
    /** Null where there is no value. */
    minimum: z.number().nullable(),
    maximum: z.number().nullable(),
    /** Rows in bins of equal width from the minimum to the maximum. */
    counts: z.array(z.number()),
  }),
  z.strictObject({
    kind: z.literal('values'),
    missing: z.number(),
    /** The most frequent ones. */
    values: z.array(z.strictObject({ value: z.string(), count: z.number() })),
    /** Rows with any other. */
    others: z.number(),
  }),
  z.strictObject({
    kind: z.literal('texts'),
    missing: z.number(),
    /** Texts that differ. */
    distinct: z.number(),
    /** The words that most texts hold, in small letters, with the number of those texts. */
    words: z.array(z.strictObject({ value: z.string(), count: z.number() })),
  }),
]);

export const preparePreviewSchema = z.strictObject({
  column: z.string(),
  before: distributionSchema,
  /** The columns that it becomes, at most 12 of them. */
  after: z.array(z.strictObject({ name: z.string(), distribution: distributionSchema })),
  /** Of how many columns those are the first; 0 for a column that is left out. */
  columns: z.number(),
  /** Why it is left out, in a sentence; empty for one that is not. */
  leftOut: z.string(),
  /** The steps that treat the column. */
  steps: z.array(describedStepSchema),
  /** Rows that were looked at, of so many in the file: a sample, from which everything here was learned and drawn. */
  rows: z.strictObject({ sampled: z.number(), all: z.number() }),
});

export type DescribedStep = z.output<typeof describedStepSchema>;
export type Distribution = z.output<typeof distributionSchema>;
export type PreparePreview = z.output<typeof preparePreviewSchema>;
