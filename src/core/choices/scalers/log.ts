// Logarithm of one more than the absolute value, with the sign of the value.
import { z } from 'zod';
import { momentsOf, standardized, unmoved, unstandardized } from './moments';
import { defineScaler } from './scaler';

export const log = defineScaler({
  kind: 'log',
  title: 'Logarithm',
  help: 'Takes log(1 + |x|) with the sign of x: for amounts and counts that span several powers of ten.',
  source: 'numpy.sign(x) · numpy.log1p(|x|), then StandardScaler',
  params: {
    standardize: z.boolean().default(true).meta({
      title: 'Standardize',
      help: 'Whether the logarithms are brought to mean 0 and deviation 1.',
    }),
  },
  create: ({ standardize }) => ({
    fit: (values) =>
      standardize
        ? momentsOf(values.map((value) => Math.sign(value) * Math.log1p(Math.abs(value))))
        : unmoved,
    transform: (ops, x, columns) => standardized(ops, ops.mul(ops.sign(x), ops.log1p(ops.abs(x))), columns),
    inverse(ops, x, columns) {
      const logs = unstandardized(ops, x, columns);
      return ops.mul(ops.sign(logs), ops.expm1(ops.abs(logs)));
    },
    fromZero: 'curved',
  }),
});
