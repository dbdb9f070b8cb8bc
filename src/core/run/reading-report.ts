// How a file was read: what was decided about it, how sure that is, and which lines did not fit.
import { z } from 'zod';

const lineSchema = z.strictObject({
  /** Line of the file, from 1. */
  line: z.number().int(),
  reason: z.string(),
  /** The beginning of the line. */
  text: z.string(),
});

/** A table that was joined, and how well its keys met those of the table. */
const joinedSchema = z.strictObject({
  file: z.string(),
  /** Column of the key here and there. */
  key: z.string(),
  otherKey: z.string(),
  /** Different keys of the table, and those of them that the file has. */
  keys: z.number().int(),
  matchedKeys: z.number().int(),
  /** Rows of the table, and those of them that got values. */
  rows: z.number().int(),
  matchedRows: z.number().int(),
  /** Keys of the table that the file lacks; at most 5. */
  unmatched: z.array(z.string()),
  /** Different keys of the file, and those of them that no row of the table has. */
  otherKeys: z.number().int(),
  unusedKeys: z.number().int(),
});

export const readingReportSchema = z.strictObject({
  /** Such as `csv`, `excel` or `parquet`. */
  format: z.string(),
  /** Names of the sheets or of the files within, if there are several. */
  sheets: z.array(z.string()),
  /** 0 to 1: that of the least sure part that shapes the table. */
  confidence: z.number(),
  /** Each part of the decision with a sentence that says why. */
  parts: z.array(
    z.strictObject({ part: z.string(), value: z.string(), confidence: z.number(), why: z.string() }),
  ),
  /** Rows that were left out; at most 100. */
  rejected: z.array(lineSchema),
  rejectedRows: z.number().int(),
  /** Rows that were read, but filled up or mended first; at most 100. */
  mended: z.array(lineSchema),
  mendedRows: z.number().int(),
  /** Rows of each further file, in their order. */
  appended: z.array(z.strictObject({ file: z.string(), rows: z.number().int() })).optional(),
  joined: z.array(joinedSchema).optional(),
});

export type JoinReport = z.output<typeof joinedSchema>;
export type ReadingReport = z.output<typeof readingReportSchema>;

/** A reading in which every line fitted and nothing had to be decided. */
export function smoothReading(format: string): ReadingReport {
  return {
    ...{ format, sheets: [], confidence: 1, parts: [] },
    ...{ rejected: [], rejectedRows: 0, mended: [], mendedRows: 0 },
  };
}
