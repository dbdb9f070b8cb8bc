// A target in which a few values are so large that they alone decide the loss.
import { figure } from '../../diagnosis/wording';
import { exampleFacts, exampleNumbers } from '../example';
import { isHeavyTailed, spreadOf } from '../tails';
import { defineWarning, evidence, mend } from '../warning';

export const heavyTailedTarget = defineWarning({
  id: 'heavy-tailed-target',
  title: 'A few targets are far larger than the rest',
  why: 'The squared error of a few huge targets outweighs all others, and the model serves those. A loss that grows less than squarely lets every row count (Huber 1964); so does the logarithm of the target, taken in the file.',
  needs: ['recipe', 'target'],
  examples: {
    hit: {
      ...exampleFacts,
      target: {
        ...exampleNumbers,
        ...{ minimum: 1, maximum: 900, deviation: 40, mean: 50 },
        skewness: 9,
        kurtosis: 130,
      },
    },
    miss: { ...exampleFacts, target: exampleNumbers },
  },
  judge({ recipe, target }) {
    if (target.task !== 'regression' || !isHeavyTailed(target, target.known)) return null;
    const skewness = target.skewness ?? 0;
    const loss = recipe.training.loss;
    if (loss !== 'auto' && loss.kind !== 'squared-error') return null;
    return {
      severity: 'notice',
      text: `The most extreme value of "${target.name}" is ${figure(spreadOf(target))} standard deviations from its mean, the kurtosis ${figure(target.kurtosis ?? 0)}, the skewness ${figure(skewness)}.`,
      columns: [target.name],
      evidence: evidence({ deviations: spreadOf(target), kurtosis: target.kurtosis ?? 0, skewness }),
      ...mend(recipe, {
        remedy: 'Huber loss, which far errors pull less',
        changes: { 'training.loss': 'huber' },
      }),
    };
  },
});
