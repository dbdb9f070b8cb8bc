// A network that cannot learn a handful of rows by heart will not learn a table.
import { hiddenOf, offer } from '../../diagnosis/remedy';
import { count, figure, percent } from '../../diagnosis/wording';
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import { defineCheck, green } from '../check';
import { exampleSignals } from '../example';

/** Share of a constant's loss that may be left, and above which it has learned next to nothing. */
const LEARNED = 0.5;
const NOT_LEARNED = 0.85;

function remediesFor(recipe: Recipe): Remedy[] {
  const hidden = hiddenOf(recipe);
  const wider = hidden?.length ? hidden.map((units) => Math.max(64, units)) : [128, 128];
  return [
    ...offer(
      recipe,
      'He initialization',
      'Weights that are all alike, or far too small or large, cannot be told apart by the gradient.',
      { 'model.initializer': 'he-normal' },
    ),
    ...offer(recipe, 'A larger network', 'With more units it can hold more rows.', {
      'model.hidden': hidden ? wider : null,
    }),
    ...offer(recipe, 'ReLU', 'It passes gradients on where saturated units do not.', {
      'model.activation': 'relu',
    }),
    ...offer(
      recipe,
      'Standardize the columns',
      'Inputs of very different size are hard to fit at any rate.',
      {
        'prepare.scaler': 'standardize',
      },
    ),
  ];
}

export const fewRows = defineCheck({
  id: 'few-rows',
  title: 'The network can learn a handful of rows',
  failureTitle: 'The network cannot learn even a handful of rows',
  why: 'With nothing that holds it back, a network fits a few rows almost perfectly. If it does not, the fault lies in the network or the data, not in regularization or patience (Karpathy, "A recipe for training neural networks").',
  needs: ['recipe', 'fewRows'],
  examples: {
    hit: { ...exampleSignals, fewRows: { ...exampleSignals.fewRows, lastLoss: 0.69 } },
    miss: exampleSignals,
  },
  judge({ recipe, fewRows: facts }) {
    if (!facts) return null;
    const { rows, steps, learningRate, firstLoss, lastLoss, constantLoss, perfectLoss } = facts;
    const range = constantLoss - perfectLoss;
    const figures = { rows, steps, firstLoss, lastLoss, constantLoss, perfectLoss };
    if (!(range > 1e-6)) return null;
    const trained = `${count(steps, 'step')} on ${rows} rows, without regularization and with Adam at a rate of ${learningRate},`;
    if (lastLoss === null) {
      return {
        light: 'red',
        explanation: `${trained} ended in a loss that is not a finite number.`,
        figures,
        remedies: remediesFor(recipe),
      };
    }
    const left = (lastLoss - perfectLoss) / range;
    if (left <= LEARNED) {
      return green(
        `${trained} brought the loss from ${figure(firstLoss ?? Number.NaN)} down to ${figure(lastLoss)}.`,
        figures,
      );
    }
    return {
      light: left > NOT_LEARNED ? 'red' : 'amber',
      explanation: `The network cannot learn even ${rows} rows: ${trained} left ${percent(left)} of the loss of a constant (${figure(constantLoss)}).`,
      figures,
      remedies: remediesFor(recipe),
    };
  },
});
