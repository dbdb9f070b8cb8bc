// Keeps the columns that a linear model with an L1 penalty uses.
import { z } from 'zod';
import type { TrainingTarget } from '../../preparation/training-target';
import { deviation, mean } from '../../statistics/moments';
import { defineFeatureStep, type Matrix } from './feature-step';
import { keep, selection } from './kept-columns';
import { lassoWeights, logisticWeights } from './sparse-weights';

const MOST_ROWS = 20_000;
// As SelectFromModel has it for L1 models.
const LEAST_WEIGHT = 1e-5;

/** The largest weight of each column over all classes. */
function largestWeights(x: Matrix, { classes, values }: TrainingTarget, alpha: number): Float64Array {
  if (classes.length === 0) {
    const [centre, spread] = [mean(values), deviation(values) || 1];
    const y = values.map((value) => (value - centre) / spread);
    return lassoWeights(x, y, alpha).map(Math.abs);
  }
  const wanted = classes.length === 2 ? [1] : [...classes.keys()];
  const largest = new Float64Array(x.width);
  for (const number of wanted) {
    const weights = logisticWeights(
      x,
      values.map((value) => (value === number ? 1 : 0)),
      alpha,
    );
    weights.forEach((weight, j) => {
      largest[j] = Math.max(largest[j] as number, Math.abs(weight));
    });
  }
  return largest;
}

export const selectL1 = defineFeatureStep({
  kind: 'select-l1',
  title: 'Select by L1',
  help: 'Keeps the prepared columns to which a linear model with an L1 penalty gives a weight: a lasso for numbers, logistic regression of each class against the others for classes. Columns that say the same lose but one.',
  source:
    'sklearn.feature_selection.SelectFromModel(Lasso or LogisticRegression with L1); coordinate descent, Friedman et al. 2010',
  params: {
    alpha: z.number().min(1e-6).max(10).default(0.01).meta({
      title: 'Penalty',
      help: 'The larger, the fewer columns are kept. Of the mean loss, with a target of deviation 1.',
      scale: 'log',
    }),
  },
  create: ({ alpha }) => ({
    mostRows: MOST_ROWS,
    fit({ x, target }) {
      const scores = largestWeights(x, target(), alpha);
      const kept = [...scores.keys()].filter((column) => (scores[column] as number) > LEAST_WEIGHT);
      return keep(kept, scores, 'Lower the penalty.');
    },
    ...selection,
  }),
});
