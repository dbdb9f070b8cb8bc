// Dates as numbers of days.
import { defineDate } from './date';

export const number = defineDate({
  kind: 'number',
  title: 'As a number',
  help: 'Takes a date as its number of days, scaled like other numbers: it can show a trend, but no season.',
  source: 'Days since 1970-01-01',
  params: {},
  create: () => ({ trend: true, year: false, parts: [] }),
});
