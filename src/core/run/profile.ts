// What Hone understood of a file: the dialect, each column, and a few rows to look at.
import { z } from 'zod';
import { dialectSchema } from '../recipe/dialect';
import { readingReportSchema } from './reading-report';
import { columnKinds } from '../understanding/column-kind';

/** Where the quantiles of a profile are taken. */
export const quantileShares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** Tukey's fences stand 1.5 interquartile ranges beyond the quartiles (Tukey 1977, "Exploratory data analysis"). */
const outliersSchema = z.strictObject({
  low: z.number(),
  high: z.number(),
  /** Values beyond the fences, and those beyond fences at 3 ranges. */
  count: z.number(),
  far: z.number(),
  /** How far the farthest value is beyond its quartile, in interquartile ranges. */
  farthest: z.number(),
});

export const columnProfileSchema = z.strictObject({
  name: z.string(),
  /** How the values were read. */
  type: z.enum(['number', 'category', 'boolean', 'date', 'text']),
  /** What they are meant as, and the sentence with the numbers that say so. */
  kind: z.enum(columnKinds),
  evidence: z.string(),
  missing: z.number(),
  distinct: z.number(),
  /** Of the known values; null for texts. Dates as days since 1970-01-01. */
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  mean: z.number().nullable(),
  deviation: z.number().nullable(),
  median: z.number().nullable(),
  /** Twenty bins of equal width from minimum to maximum; empty for categories. */
  histogram: z.array(z.number()),
  /** At the shares of `quantileShares`, by linear interpolation; empty for texts. */
  quantiles: z.array(z.number()),
  /** Numbers beyond Tukey's fences; null for booleans, texts, and where the quartiles are the same. */
  outliers: outliersSchema.nullable(),
  /** Third and fourth standardized moments, 0 for a normal distribution; null for texts and constants. */
  skewness: z.number().nullable(),
  kurtosis: z.number().nullable(),
  /** Characters of a known text; null for numbers. */
  meanLength: z.number().nullable(),
  /** The most frequent values, at most ten, for categories, booleans and numbers of which there are few. */
  top: z.array(z.strictObject({ value: z.string(), count: z.number() })),
});

export const profileSchema = z.strictObject({
  path: z.string(),
  name: z.string(),
  bytes: z.number(),
  fingerprint: z.string(),
  dialect: dialectSchema,
  rows: z.number(),
  columns: z.array(columnProfileSchema),
  /** The first rows as text; null is missing. */
  preview: z.array(z.array(z.string().nullable())),
  /** Sentences about what looked odd while reading. */
  warnings: z.array(z.string()),
  reading: readingReportSchema,
  /** The column most likely meant as target, by name and place. */
  suggestedTarget: z.string(),
});

export type ColumnProfile = z.output<typeof columnProfileSchema>;
export type Profile = z.output<typeof profileSchema>;
