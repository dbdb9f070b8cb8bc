// The beginning of a file as it is understood before the whole of it is read.
import { z } from 'zod';
import { dialectSchema } from '../recipe/dialect';
import { readingReportSchema } from './reading-report';
import { joinedFileSchema, typedColumnSchema } from '../recipe/source';

/** What a person says about a file instead of leaving it to be found. */
export const readSettingsSchema = z.strictObject({
  dialect: dialectSchema.optional(),
  /** Of a workbook; the first one unless named. */
  sheet: z.string().optional(),
  types: z.array(typedColumnSchema).optional(),
  append: z.array(z.string().min(1)).optional(),
  sourceColumn: z.string().optional(),
  join: z.array(joinedFileSchema).optional(),
});

export const previewSchema = z.strictObject({
  path: z.string(),
  name: z.string(),
  /** Of the whole file. */
  bytes: z.number(),
  dialect: dialectSchema,
  /** Such as `csv`, `excel` or `parquet`, and the sheets or the files within, if there are several. */
  format: readingReportSchema.shape.format,
  sheets: readingReportSchema.shape.sheets,
  /** What was decided, how sure that is, and why. */
  parts: readingReportSchema.shape.parts,
  columns: z.array(z.string()),
  /** The first rows as the file writes them, trimmed; at most 50. */
  rows: z.array(z.array(z.string())),
  /** Whether these are all rows of the file. */
  complete: z.boolean(),
});

export type ReadSettings = z.output<typeof readSettingsSchema>;
export type Preview = z.output<typeof previewSchema>;
