// A given number.
import { z } from 'zod';
import { defineImputer } from './imputer';

export const constant = defineImputer({
  kind: 'constant',
  title: 'Constant',
  help: 'Fills a gap with a given number, such as 0 where an empty field means none.',
  source: "sklearn.impute.SimpleImputer(strategy='constant')",
  params: {
    value: z.number().min(-1e9).max(1e9).default(0).meta({
      title: 'Value',
      help: "What stands in for a missing number, in the column's own unit.",
    }),
  },
  create: ({ value }) => ({ fill: (_values, offset) => value - offset }),
});
