// One class has far more rows than another.
import { percent } from '../../diagnosis/wording';
import { exampleFacts } from '../example';
import { defineWarning, evidence, mend } from '../warning';

/** The largest class has so many times the rows of the smallest. */
const LEAST_RATIO = 5;
const SERIOUS_RATIO = 20;

/** Ways of making rows that give the rare classes more. */
const resamplers = ['random-over', 'random-under', 'smote', 'smote-nc', 'borderline-smote', 'adasyn'];

export const classImbalance = defineWarning({
  id: 'class-imbalance',
  title: 'Classes of very different size',
  why: 'A model that never names the rare class can still look accurate. Weights or sampling make every class count, at the price of more false alarms (He and Garcia 2009, "Learning from imbalanced data").',
  needs: ['recipe', 'target'],
  examples: {
    hit: {
      ...exampleFacts,
      target: {
        ...exampleFacts.target,
        classes: [
          { name: 'no', count: 940 },
          { name: 'yes', count: 60 },
        ],
      },
    },
    miss: exampleFacts,
  },
  judge({ recipe, target }) {
    const sorted = target.classes.slice().sort((a, b) => a.count - b.count);
    const [least, most] = [sorted[0], sorted.at(-1)];
    if (!least || !most || least === most) return null;
    const ratio = most.count / least.count;
    if (ratio < LEAST_RATIO || recipe.training.classWeights === 'balanced') return null;
    if (recipe.training.sampling === 'balanced' || resamplers.includes(recipe.augment.kind)) return null;
    return {
      severity: ratio >= SERIOUS_RATIO ? 'warning' : 'notice',
      text: `Class "${least.name}" has ${least.count} rows (${percent(least.count / target.known)}), class "${most.name}" has ${most.count} (${percent(most.count / target.known)}). Always naming "${most.name}" would be right in ${percent(most.count / target.known)} of the rows.`,
      columns: [target.name],
      evidence: evidence({ ratio, smallest: least.count, largest: most.count }),
      ...mend(
        recipe,
        { remedy: 'Let every class count alike', changes: { 'training.class-weights': 'balanced' } },
        { remedy: 'Draw the classes equally often', changes: { 'training.sampling': 'balanced' } },
      ),
    };
  },
});
