// A learning rate whose first steps do harm, or do nothing.
import { offer } from '../../diagnosis/remedy';
import { count, figure } from '../../diagnosis/wording';
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import type { LayerTelemetry } from '../../run/telemetry';
import { type CheckJudgement, defineCheck, green } from '../check';
import { exampleSignals } from '../example';

// A few steps may well raise the loss a little; many times the larger of its beginning and a constant's is an explosion.
const RAISED = 3;
const EXPLODED = 10;
/** A step that changes every layer by less than this share of its weights needs a million steps to change it at all. */
const STANDSTILL = 1e-6;

function slower(recipe: Recipe): Remedy[] {
  const rate = recipe.training.learningRate;
  return [
    ...offer(recipe, 'A usual learning rate', 'Shorter steps do not overshoot.', {
      'training.learning-rate': rate > 0.01 ? 0.001 : rate / 10,
    }),
    ...offer(recipe, 'Warm-up over one epoch', 'The rate rises while the network is at its most fragile.', {
      'training.warmup': recipe.training.warmup > 0 ? null : 1,
    }),
  ];
}

/** The largest relative update of a layer; null where none is known. */
function largestUpdate(layers: readonly LayerTelemetry[]): number | null {
  const ratios = layers.flatMap(({ updateRatio }) => updateRatio ?? []);
  return ratios.length > 0 ? Math.max(...ratios) : null;
}

export const learningRate = defineCheck({
  id: 'learning-rate',
  title: 'The first steps do no harm',
  failureTitle: 'The learning rate does not fit',
  why: 'A rate that is too large throws the weights far away in the first steps, from where training seldom comes back; one that is far too small moves nothing (Smith 2017; Karpathy: updates of about a thousandth of the weights).',
  needs: ['recipe', 'firstSteps', 'layers'],
  examples: {
    hit: { ...exampleSignals, firstSteps: { ...exampleSignals.firstSteps, lastLoss: 4100 } },
    miss: exampleSignals,
  },
  judge({ recipe, firstSteps, layers }): CheckJudgement | null {
    if (!firstSteps) return null;
    const { steps, firstLoss, lastLoss, constantLoss } = firstSteps;
    const rate = recipe.training.learningRate;
    const update = largestUpdate(layers);
    const figures = { learningRate: rate, steps, firstLoss, lastLoss, largestUpdateRatio: update };
    // A first loss that is not finite is the word of other checks.
    if (firstLoss === null) return null;
    const reference = Math.max(Math.abs(firstLoss), constantLoss);
    if (lastLoss === null || lastLoss > RAISED * reference) {
      const became = lastLoss === null ? 'a number that is not finite' : figure(lastLoss);
      const exploded = lastLoss === null || lastLoss > EXPLODED * reference;
      // A warm-up begins at far smaller rates than the one tried here.
      const light = exploded && recipe.training.warmup === 0 ? 'red' : 'amber';
      return {
        light,
        explanation: `${count(steps, 'step')} at the learning rate of ${figure(rate)} turned a loss of ${figure(firstLoss)} into ${became}: the steps are too long.`,
        figures,
        remedies: slower(recipe),
      };
    }
    if (update !== null && update < STANDSTILL) {
      return {
        light: 'amber',
        explanation: `A step at the learning rate of ${figure(rate)} changes no layer by more than ${figure(update)} of its weights: training will hardly move.`,
        figures,
        remedies: offer(recipe, 'A usual learning rate', 'Longer steps cover more ground.', {
          'training.learning-rate': rate < 1e-3 ? 1e-3 : rate * 10,
        }),
      };
    }
    return green(
      `${count(steps, 'step')} at the learning rate of ${figure(rate)} took the loss from ${figure(firstLoss)} to ${figure(lastLoss)}.`,
      figures,
    );
  },
});
