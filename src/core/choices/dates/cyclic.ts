// Dates as places in the day, the week, the month and the year.
import { z } from 'zod';
import { dateParts, defineDate } from './date';

export const cyclic = defineDate({
  kind: 'cyclic',
  title: 'Cyclic parts',
  help: 'Gives the time of day, weekday, day of the month, month and day of the year a sine and a cosine each, so that December lies beside January. Parts that do not vary in training are left out.',
  source: 'sin and cos of 2π · part / period, as in scikit-learn\'s "Time-related feature engineering"',
  params: {
    parts: z
      .array(z.enum(dateParts))
      .default([...dateParts])
      .meta({
        title: 'Parts',
        help: 'Any of hour, weekday, day, month and day-of-year.',
      }),
    year: z.boolean().default(false).meta({
      title: 'Year',
      help: 'Adds the year as a number.',
    }),
    trend: z.boolean().default(true).meta({
      title: 'Trend',
      help: 'Keeps the date as a number of days beside its parts.',
    }),
  },
  check: ({ parts, year, trend }) =>
    parts.length > 0 || year || trend
      ? null
      : { field: 'parts', message: 'must name a part where neither year nor trend is kept' },
  create: ({ parts, year, trend }) => ({ parts, year, trend }),
});
