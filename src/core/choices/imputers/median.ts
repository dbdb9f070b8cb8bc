// The median of the known values.
import { selectMedian } from '../../statistics/select';
import { defineImputer } from './imputer';

export const median = defineImputer({
  kind: 'median',
  title: 'Median',
  help: 'Fills a gap with the median of the known training values. Outliers do not move it.',
  source: "sklearn.impute.SimpleImputer(strategy='median')",
  params: {},
  create: () => ({
    fill(values) {
      return selectMedian(values.slice());
    },
  }),
});
