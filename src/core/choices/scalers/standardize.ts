// Mean 0 and standard deviation 1.
import { defineScaler, divisor } from './scaler';

export const standardize = defineScaler({
  kind: 'standardize',
  title: 'Standardize (z-score)',
  help: 'Subtracts the mean and divides by the standard deviation. What networks, SVM and k-NN expect.',
  source: 'sklearn.preprocessing.StandardScaler (population deviation, constant columns divided by 1)',
  params: {},
  create: () => ({
    fit(values) {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      // A constant column leaves rounding noise as its variance (sklearn.utils.extmath, _is_constant_feature).
      const rounding = values.length * Number.EPSILON;
      const constant = variance <= rounding * variance + (rounding * mean) ** 2;
      return { mean, deviation: constant ? 1 : divisor(Math.sqrt(variance)) };
    },
    transform: (ops, x, { mean, deviation }) => ops.div(ops.sub(x, mean!), deviation!),
    inverse: (ops, x, { mean, deviation }) => ops.add(ops.mul(x, deviation!), mean!),
  }),
});
