// What Hone understood of a table as a whole: the target, what goes with it, and what is wrong with the data.
import { z } from 'zod';
import { tasks } from '../task';
import { recipeValue } from './finding';

/** How a column goes with the target. Measures that do not fit the two types are null. */
export const associationSchema = z.strictObject({
  column: z.string(),
  /** Sampled rows in which both are known. */
  rows: z.number(),
  /** −1 to 1, for two columns of numbers. */
  pearson: z.number().nullable(),
  spearman: z.number().nullable(),
  /** 0 to 1, for numbers against classes. */
  correlationRatio: z.number().nullable(),
  /** 0 to 1 with the correction of its bias, for classes against classes. */
  cramersV: z.number().nullable(),
  /** In nats. */
  mutualInformation: z.number().nullable(),
  /** The largest absolute value of the measures from 0 to 1: what columns are ordered by. */
  strength: z.number(),
  /**
   * How well a tiny model of this column alone predicts held-out rows: R² of a number, or how far the balanced accuracy
   * is above chance, from 0 to 1; null where it was not tried.
   */
  alone: z.number().nullable(),
});

export const pairSchema = z.strictObject({
  columns: z.tuple([z.string(), z.string()]),
  measure: z.enum(['spearman', 'correlation-ratio', 'cramers-v']),
  value: z.number(),
  /** For two columns of numbers. */
  pearson: z.number().nullable(),
  rows: z.number(),
});

export const warningSchema = z.strictObject({
  /** Of a file in core/understanding/warnings. */
  id: z.string(),
  title: z.string(),
  severity: z.enum(['notice', 'warning']),
  /** One to three sentences with the numbers in them. */
  text: z.string(),
  columns: z.array(z.string()),
  evidence: z.array(z.strictObject({ name: z.string(), value: z.number() })),
  /** What the change does, in a few words; '' where no change of the recipe mends it. */
  remedy: z.string(),
  /** Recipe paths and their new values. */
  changes: z.record(z.string(), recipeValue),
});

const targetSchema = z.strictObject({
  name: z.string(),
  task: z.enum(tasks),
  known: z.number(),
  missing: z.number(),
  /** Every class with its rows, in the order of the classes; empty for a regression. */
  classes: z.array(z.strictObject({ name: z.string(), count: z.number() })),
  /** Of a regression: twenty bins from minimum to maximum, and the quantiles at `quantileShares`; else empty. */
  histogram: z.array(z.number()),
  quantiles: z.array(z.number()),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  mean: z.number().nullable(),
  deviation: z.number().nullable(),
  skewness: z.number().nullable(),
  kurtosis: z.number().nullable(),
});

export const understandingSchema = z.strictObject({
  rows: z.number(),
  /** Rows and columns that associations were worked out on. */
  sampledRows: z.number(),
  pairedColumns: z.number(),
  target: targetSchema,
  /** Strongest first. */
  associations: z.array(associationSchema),
  pairs: z.strictObject({
    /** Columns of the matrix. */
    columns: z.array(z.string()),
    /** Row-major: Spearman's ρ with its sign, or η, or V; null where it is not defined. */
    matrix: z.array(z.number().nullable()),
    /** The strongest pairs, at most fifty. */
    strongest: z.array(pairSchema),
  }),
  /** Rows that repeat another one in every used column. */
  duplicates: z.strictObject({
    /** Rows beyond the first of each group, and groups of equal rows. */
    rows: z.number(),
    groups: z.number(),
    /** Rows of the test file that are in the training file too; null without a test file. */
    shared: z.number().nullable(),
    /** Of a few groups the row numbers, which count from 0. */
    examples: z.array(z.array(z.number())),
  }),
  /** Rows whose features are those of another row while the target is not. */
  contradictions: z.strictObject({
    rows: z.number(),
    groups: z.number(),
    examples: z.array(z.array(z.number())),
  }),
  warnings: z.array(warningSchema),
  /** Sentences about what was left out to keep the time short. */
  notes: z.array(z.string()),
});

export type Association = z.output<typeof associationSchema>;
export type Pair = z.output<typeof pairSchema>;
export type Warning = z.output<typeof warningSchema>;
export type TargetFacts = z.output<typeof targetSchema>;
export type Understanding = z.output<typeof understandingSchema>;
