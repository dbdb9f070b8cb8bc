// The value that comes up most often.
import { defineImputer } from './imputer';

export const mostFrequent = defineImputer({
  kind: 'most-frequent',
  title: 'Most frequent',
  help: 'Fills a gap with the training value that comes up most often; of several the smallest. For counts and grades.',
  source: "sklearn.impute.SimpleImputer(strategy='most_frequent')",
  params: {},
  create: () => ({
    fill(values) {
      const sorted = values.slice().sort();
      let best = sorted[0] as number;
      let most = 0;
      let count = 0;
      for (let i = 0; i < sorted.length; i++) {
        count = sorted[i] === sorted[i - 1] ? count + 1 : 1;
        if (count > most) [best, most] = [sorted[i] as number, count];
      }
      return best;
    },
  }),
});
