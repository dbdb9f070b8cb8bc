// The mean of the known values.
import { defineImputer } from './imputer';

export const mean = defineImputer({
  kind: 'mean',
  title: 'Mean',
  help: 'Fills a gap with the mean of the known training values. Moved by outliers.',
  source: "sklearn.impute.SimpleImputer(strategy='mean')",
  params: {},
  create: () => (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
});
