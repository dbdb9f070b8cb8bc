// A fixed range, reached by the smallest and the largest training value.
import { z } from 'zod';
import { defineScaler, divisor, learned } from './scaler';

export const minMax = defineScaler({
  kind: 'min-max',
  title: 'Min-max',
  help: 'Maps the training range of each column onto a fixed range. One far outlier squeezes all other values.',
  source: 'sklearn.preprocessing.MinMaxScaler (constant columns divided by 1)',
  params: {
    low: z
      .number()
      .min(-10)
      .max(10)
      .default(0)
      .meta({ title: 'Low', help: 'Value of the smallest training value.' }),
    high: z
      .number()
      .min(-10)
      .max(10)
      .default(1)
      .meta({ title: 'High', help: 'Value of the largest training value.' }),
  },
  check: ({ low, high }) =>
    high > low ? null : { field: 'high', message: `must be above low, which is ${low}` },
  create: ({ low, high }) => ({
    fit(values) {
      let minimum = Number.POSITIVE_INFINITY;
      let maximum = Number.NEGATIVE_INFINITY;
      for (const value of values) {
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
      }
      return { minimum, range: divisor(maximum - minimum) };
    },
    transform: (ops, x, columns) =>
      ops.add(
        ops.mul(
          ops.div(ops.sub(x, learned(ops, columns, 'minimum')), learned(ops, columns, 'range')),
          high - low,
        ),
        low,
      ),
    inverse: (ops, x, columns) =>
      ops.add(
        ops.mul(ops.div(ops.sub(x, low), high - low), learned(ops, columns, 'range')),
        learned(ops, columns, 'minimum'),
      ),
  }),
});
