// The median of the known values.
import { defineImputer } from './imputer';

export const median = defineImputer({
  kind: 'median',
  title: 'Median',
  help: 'Fills a gap with the median of the known training values. Outliers do not move it.',
  source: "sklearn.impute.SimpleImputer(strategy='median')",
  params: {},
  create: () => ({
    fill(values) {
      const sorted = values.slice().sort();
      const middle = sorted.length >> 1;
      const upper = sorted[middle] as number;
      return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
    },
  }),
});
