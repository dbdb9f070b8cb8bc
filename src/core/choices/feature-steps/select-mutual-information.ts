// Keeps the columns that tell most about the target, each by itself.
import { z } from 'zod';
import type { TrainingTarget } from '../../preparation/training-target';
import type { Random } from '../../random';
import { contingency, tableInformation } from '../../statistics/contingency';
import { classInformation, numbersInformation, spreadTies } from '../../statistics/mutual-information';
import { columnOf, defineFeatureStep } from './feature-step';
import { highest, keep, selection } from './kept-columns';

const MOST_ROWS = 5000;

/** Information between a column and the target. */
function informationOf(
  values: Float64Array,
  discrete: boolean,
  { classes, values: answers }: TrainingTarget,
  random: Random,
): number {
  if (values.every((value) => value === values[0])) return 0;
  if (classes.length > 0) {
    return discrete
      ? tableInformation(contingency(values, answers))
      : classInformation(spreadTies(values, random), answers);
  }
  const spread = spreadTies(answers, random);
  return discrete ? classInformation(spread, values) : numbersInformation(spreadTies(values, random), spread);
}

export const selectMutualInformation = defineFeatureStep({
  kind: 'select-mutual-information',
  title: 'Select by mutual information',
  help: 'Keeps the prepared columns that tell most about the target, each by itself, whatever the shape of the relation.',
  source:
    'sklearn.feature_selection.SelectKBest(mutual_info_classif or mutual_info_regression); Kraskov et al. 2004, Ross 2014',
  params: {
    count: z.number().int().min(1).max(10_000).default(20).meta({
      title: 'Columns',
      help: 'How many prepared columns are kept, if there are as many.',
      unit: 'columns',
    }),
  },
  create: ({ count }) => ({
    mostRows: MOST_ROWS,
    fit({ x, continuous, target, random }) {
      const answer = target();
      const scores = Float64Array.from({ length: x.width }, (_, column) =>
        informationOf(columnOf(x, column), column >= continuous, answer, random),
      );
      return keep(highest(scores, count), scores, 'Keep more columns.');
    },
    ...selection,
  }),
});
