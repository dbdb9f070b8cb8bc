// The mean of the known values.
import { mean as meanOf } from '../../statistics/moments';
import { defineImputer } from './imputer';

export const mean = defineImputer({
  kind: 'mean',
  title: 'Mean',
  help: 'Fills a gap with the mean of the known training values. Moved by outliers.',
  source: "sklearn.impute.SimpleImputer(strategy='mean')",
  params: {},
  create: () => ({ fill: meanOf }),
});
