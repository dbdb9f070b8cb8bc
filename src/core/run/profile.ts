// What Hone understood of a file: the dialect, each column, and a few rows to look at.
import { z } from 'zod';
import { dialectSchema } from '../recipe/dialect';

export const columnProfileSchema = z.strictObject({
  name: z.string(),
  type: z.enum(['number', 'category', 'boolean', 'date']),
  missing: z.number(),
  distinct: z.number(),
  /** Of the known values; null for categories. Dates as days since 1970-01-01. */
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  mean: z.number().nullable(),
  deviation: z.number().nullable(),
  median: z.number().nullable(),
  /** Twenty bins of equal width from minimum to maximum; empty for categories. */
  histogram: z.array(z.number()),
  /** The most frequent values, at most ten, for categories and booleans. */
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
  /** The column most likely meant as target, by name and place. */
  suggestedTarget: z.string(),
});

export type ColumnProfile = z.output<typeof columnProfileSchema>;
export type Profile = z.output<typeof profileSchema>;
