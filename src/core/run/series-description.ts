// What a time series is like, for people to look at: its step, its gaps, and trend, season and rest of one series.
import { z } from 'zod';

/** NaN does not cross a process border as JSON: null is missing. */
const values = z.array(z.number().nullable());

export const seriesDescriptionSchema = z.strictObject({
  /** Name of the time column; empty where the order of the rows is the time. */
  time: z.string(),
  /** Whether moments are days since 1970-01-01. */
  isDate: z.boolean(),
  /** Such as `month` or `15 minutes`; null where the moments follow none. */
  frequency: z.string().nullable(),
  /** Steps of a season; null where none is known. */
  season: z.number().int().nullable(),
  /** Each series with its first and last moment; at most 100 of them, the longest first. */
  series: z.array(
    z.strictObject({
      key: z.string().nullable(),
      steps: z.number().int(),
      /** Steps without a known value. */
      missing: z.number().int(),
      from: z.number(),
      to: z.number(),
    }),
  ),
  /** Number of all series. */
  count: z.number().int(),
  /** Runs of steps without a known value, in the longest series; at most 100, the longest first. */
  gaps: z.array(z.strictObject({ from: z.number(), to: z.number(), steps: z.number().int() })),
  /** Of the longest series, its last 2,000 steps; null where the target is no number or the series is too short. */
  decomposition: z
    .strictObject({
      key: z.string().nullable(),
      moments: z.array(z.number()),
      observed: values,
      trend: values,
      seasonal: values,
      residual: values,
      /** Share of the movement around the rest that is trend, or season: 0 to 1. */
      trendStrength: z.number(),
      seasonalStrength: z.number(),
    })
    .nullable(),
  /**
   * Rows of one series that have the same moment: how many, how many at one moment at most, and the column that would
   * tell them apart as series, empty where no single one does. Null where hardly any moment is shared.
   */
  shared: z.strictObject({ rows: z.number().int(), most: z.number().int(), key: z.string() }).nullable(),
  warnings: z.array(z.string()),
});

export type SeriesDescription = z.output<typeof seriesDescriptionSchema>;
