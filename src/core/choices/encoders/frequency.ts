// How often the category comes up in the training rows.
import { z } from 'zod';
import { countCodes, defineEncoder } from './encoder';

export const frequency = defineEncoder({
  kind: 'frequency',
  title: 'Frequency',
  help: 'Replaces each category by how often it comes up in the training rows; then it is scaled as numbers are. Missing and unseen ones are 0.',
  source: 'category_encoders.CountEncoder',
  params: {
    unit: z.enum(['share', 'count', 'log']).default('share').meta({
      title: 'Measured in',
      help: 'Share of the training rows, number of rows, or logarithm of one more than that.',
    }),
  },
  create: ({ unit }) => ({
    width: () => 1,
    fit(column) {
      const rows = column.codes.length;
      const measure = { share: (n: number) => n / rows, count: (n: number) => n, log: Math.log1p }[unit];
      const table = [0, ...countCodes(column)].map((count) => [measure(count)]);
      return { encoding: { as: 'numbers', names: ['frequency'], table }, levels: null };
    },
  }),
});
