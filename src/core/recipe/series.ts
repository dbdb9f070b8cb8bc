// The part of a recipe that turns a time series into rows: windows of the past, and the value to come as target.
import { z } from 'zod';

const SERIES = 'Time series';

export const seriesSchema = z.strictObject({
  enabled: z.boolean().default(false).meta({
    title: 'Time series',
    help: 'Reads the table as a series over time: each row becomes a window of the past, and the target is its value some steps ahead. The split then goes by time.',
    group: SERIES,
  }),
  time: z.string().default('').meta({
    title: 'Time column',
    help: 'A column of dates or numbers. Empty takes the only date column, else the order of the rows.',
    group: SERIES,
    column: true,
  }),
  key: z.string().default('').meta({
    title: 'Key of the series',
    help: 'A column that says to which of several series a row belongs, such as a shop. Empty for one series.',
    group: SERIES,
    column: true,
  }),
  length: z.number().int().min(1).max(10_000).default(24).meta({
    title: 'Input length',
    help: 'Steps of the past in a row. A model of sequences takes as many time steps.',
    unit: 'steps',
    group: SERIES,
  }),
  horizon: z.number().int().min(1).max(10_000).default(1).meta({
    title: 'Horizon',
    help: 'How many steps behind the end of the window the target lies.',
    unit: 'steps',
    group: SERIES,
  }),
  stride: z.number().int().min(1).max(10_000).default(1).meta({
    title: 'Stride',
    help: 'Steps from one window to the next.',
    unit: 'steps',
    group: SERIES,
    level: 'expert',
  }),
  frequency: z
    .enum(['auto', 'none', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])
    .default('auto')
    .meta({
      title: 'Frequency',
      help: 'The step of the series. Auto finds it; none takes the rows as they come, however far apart.',
      group: SERIES,
    }),
  every: z.number().int().min(1).max(10_000).default(1).meta({
    title: 'Units per step',
    help: 'How many seconds, minutes … a step has, where the frequency is given.',
    group: SERIES,
    level: 'expert',
  }),
  aggregate: z.enum(['mean', 'sum', 'last']).default('mean').meta({
    title: 'Resampling',
    help: 'What several rows within one step become.',
    group: SERIES,
    level: 'expert',
  }),
  gaps: z.enum(['previous', 'zero', 'leave']).default('previous').meta({
    title: 'Gaps',
    help: 'What a missing step becomes in the inputs: the last known value, 0, or a missing value. It is never a target.',
    group: SERIES,
    level: 'expert',
  }),
  lags: z.array(z.number().int().min(1).max(10_000)).max(50).default([]).meta({
    title: 'Lags',
    help: 'Further past values of the target in each step, so many steps back. For what lies before the window, such as the same day last year.',
    unit: 'steps',
    group: SERIES,
    level: 'expert',
  }),
  rolling: z.array(z.number().int().min(2).max(10_000)).max(20).default([]).meta({
    title: 'Rolling windows',
    help: 'Lengths over which mean, deviation, least and greatest value of the target up to each step are added.',
    unit: 'steps',
    group: SERIES,
    level: 'expert',
  }),
  calendar: z.boolean().default(false).meta({
    title: 'Calendar',
    help: 'Adds the hour, the day of the week and the month of each step as points on a circle, as far as the step is shorter than that.',
    group: SERIES,
  }),
  difference: z.enum(['none', 'step', 'season']).default('none').meta({
    title: 'Differencing',
    help: 'Trains on changes: against the step before, or one season before. Predictions are added up again; figures are of the changes.',
    group: SERIES,
  }),
  season: z.number().int().min(0).max(10_000).default(0).meta({
    title: 'Season',
    help: 'Steps of a season; 0 takes what is usual for the frequency, such as 12 for months.',
    unit: 'steps',
    group: SERIES,
    level: 'expert',
  }),
});
