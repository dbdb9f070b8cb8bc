// Rows with the same features and another target.
import { percent } from '../../diagnosis/wording';
import { exampleFacts } from '../example';
import { defineWarning, evidence, mend } from '../warning';
import { hasSurprisingPairs } from './duplicate-rows';

const LEAST_SHARE = 0.005;
const LEAST_ROWS = 3;

export const contradictoryRows = defineWarning({
  id: 'contradictory-rows',
  title: 'Rows contradict one another',
  why: 'No model can be right on two rows that are the same in every feature and differ in the target. They are wrong labels, or a column that tells them apart is missing (Northcutt et al. 2021, "Confident learning").',
  needs: ['recipe', 'repeats', 'target'],
  examples: {
    hit: {
      ...exampleFacts,
      repeats: {
        ...exampleFacts.repeats,
        ...{ contradictions: { rows: 40, groups: 30, examples: [[3, 17]] }, pairs: 45, uniqueShare: 0.9 },
      },
    },
    miss: exampleFacts,
  },
  judge({ recipe, repeats, target }) {
    const { rows, groups, examples } = repeats.contradictions;
    if (rows < LEAST_ROWS || rows < LEAST_SHARE * repeats.rows || !hasSurprisingPairs(repeats)) return null;
    const shown = (examples[0] ?? []).slice(0, 3).map((row) => row + 1);
    const bound =
      target.task === 'regression'
        ? ''
        : ` At least ${percent(rows / target.known)} of the rows will be wrong whatever the model.`;
    return {
      severity: 'warning',
      text: `${groups} groups of rows have the same features and different values of "${target.name}", ${rows} rows in all; rows ${shown.join(' and ')}, for instance.${bound}`,
      columns: [target.name],
      evidence: evidence({ rows, groups, uniqueShare: repeats.uniqueShare }),
      ...mend(
        recipe,
        ...(target.task === 'regression'
          ? [{ remedy: 'Huber loss, which far errors pull less', changes: { 'training.loss': 'huber' } }]
          : [
              {
                remedy: 'Label smoothing, which trusts the labels less',
                changes: { 'training.loss': 'cross-entropy', 'training.loss.label-smoothing': 0.1 },
              },
            ]),
      ),
    };
  },
});
