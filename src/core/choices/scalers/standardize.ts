// Mean 0 and standard deviation 1.
import { momentsOf, standardized, unstandardized } from './moments';
import { defineScaler } from './scaler';

export const standardize = defineScaler({
  kind: 'standardize',
  title: 'Standardize (z-score)',
  help: 'Subtracts the mean and divides by the standard deviation. What networks, SVM and k-NN expect.',
  source: 'sklearn.preprocessing.StandardScaler (population deviation, constant columns divided by 1)',
  params: {},
  create: () => ({ fit: momentsOf, transform: standardized, inverse: unstandardized }),
});
