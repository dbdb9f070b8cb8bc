// Inputs of a size that gradients and activations cannot take.
import { offer } from '../../diagnosis/remedy';
import { figure } from '../../diagnosis/wording';
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import { defineCheck, green } from '../check';
import { exampleSignals } from '../example';

/** Root mean square of a column; standardized ones have 1, ranges from 0 to 1 less. */
const LARGE_COLUMN = 10;
const HUGE_COLUMN = 1000;
/** A single value that is so far out drags the weights of its column along, however small the others are. */
const FAR_OUT = 100;

const scaled = (recipe: Recipe): Remedy[] =>
  offer(recipe, 'Standardize the columns', 'It gives every number column a mean of 0 and a deviation of 1.', {
    'prepare.scaler': 'standardize',
  });

export const inputScale = defineCheck({
  id: 'input-scale',
  title: 'Inputs are of a sane size',
  failureTitle: 'Inputs are very large',
  why: 'Weights are drawn for inputs of about 1. Larger ones saturate sigmoid units, make the first losses huge and the steps erratic (LeCun et al. 1998, "Efficient BackProp", section 4.3).',
  needs: ['inputs', 'recipe'],
  examples: {
    hit: {
      ...exampleSignals,
      inputs: { ...exampleSignals.inputs, largest: 91_000, magnitude: 40_000, magnitudeColumn: 'income' },
    },
    miss: exampleSignals,
  },
  judge({ inputs, recipe }) {
    const { largest, largestColumn, magnitude, magnitudeColumn } = inputs;
    const figures = { largestValue: largest, largestMagnitude: magnitude };
    if (magnitude > LARGE_COLUMN) {
      return {
        light: magnitude > HUGE_COLUMN ? 'red' : 'amber',
        explanation: `The prepared column "${magnitudeColumn}" has values of about ${figure(magnitude)} where the weights expect about 1.`,
        figures,
        remedies: scaled(recipe),
      };
    }
    if (largest > FAR_OUT) {
      return {
        light: 'amber',
        explanation: `A value of the prepared column "${largestColumn}" is ${figure(largest)}, far beyond the others: check whether it is an error.`,
        figures,
        remedies: scaled(recipe),
      };
    }
    return green(`No prepared value is larger than ${figure(largest)}.`, figures);
  },
});
