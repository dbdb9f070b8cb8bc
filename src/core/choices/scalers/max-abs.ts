// The largest distance from zero becomes 1.
import { defineScaler, divisor, learned } from './scaler';

export const maxAbs = defineScaler({
  kind: 'max-abs',
  title: 'Max-abs',
  help: 'Divides each column by its largest absolute training value. Zero stays zero, so columns of mostly zeros keep them.',
  source: 'sklearn.preprocessing.MaxAbsScaler',
  params: {},
  create: () => ({
    fit: (values) => ({
      largest: divisor(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)),
    }),
    transform: (ops, x, columns) => ops.div(x, learned(ops, columns, 'largest')),
    inverse: (ops, x, columns) => ops.mul(x, learned(ops, columns, 'largest')),
    fromZero: 'straight',
  }),
});
