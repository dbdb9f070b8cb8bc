// The loss before the first step: that of a network which knows nothing and claims nothing.
import { offer } from '../../diagnosis/remedy';
import { figure } from '../../diagnosis/wording';
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import { type CheckJudgement, defineCheck, green, type PreflightSignals } from '../check';
import { exampleSignals } from '../example';

// Random weights give outputs with a deviation of about 1, not of 0, and more in narrow networks. Squared errors feel that
// twice. Beyond the usual factor the outputs are too large; beyond the other the network is wrong with confidence.
const FACTORS = {
  regression: { usual: 4, wrong: 12 },
  binary: { usual: 2, wrong: 5 },
  multiclass: { usual: 2, wrong: 5 },
} as const;
const USUAL_EXCESS = 0.75;
/** A target that a constant describes so much better than 0 is far from 0. */
const OFFSET_FACTOR = 10;

function remediesFor(recipe: Recipe): Remedy[] {
  return [
    ...offer(recipe, 'Standardize the columns', 'Large inputs make large first outputs.', {
      'prepare.scaler': 'standardize',
    }),
    ...offer(
      recipe,
      'He initialization',
      'It keeps the size of the signal from layer to layer, so that the first outputs are small.',
      { 'model.initializer': 'he-normal' },
    ),
  ];
}

/** What the zero output means for the task, with the figure. */
function expectation({ task, classes, untrained }: Pick<PreflightSignals, 'task' | 'classes' | 'untrained'>) {
  const { zeroLoss, constantLoss } = untrained;
  const undecided =
    task === 'regression' ? 'a prediction of the mean' : `equal chances for ${classes} classes`;
  return `${figure(zeroLoss)} for ${undecided} and ${figure(constantLoss)} for the best constant`;
}

function offTarget({ recipe, untrained }: Pick<PreflightSignals, 'recipe' | 'untrained'>): CheckJudgement {
  const { zeroLoss, constantLoss, loss } = untrained;
  return {
    light: 'amber',
    explanation: `The loss of an output of 0 is ${figure(zeroLoss)}, that of the best constant ${figure(constantLoss)}: the target lies far from 0, and the first epochs will go into reaching it.`,
    figures: { untrainedLoss: loss, zeroLoss, constantLoss },
    remedies: offer(recipe, 'Standardize the target', 'It puts the mean of the target at 0.', {
      'prepare.standardize-target': true,
    }),
  };
}

export const untrainedLoss = defineCheck({
  id: 'untrained-loss',
  title: 'The untrained loss is as expected',
  failureTitle: 'The untrained loss is not as expected',
  why: 'An untrained network should be undecided: its loss is then log n for n classes, or the variance of the target. A larger one means outputs that are too large, from the initialization or from unscaled inputs (Karpathy, "A recipe for training neural networks").',
  needs: ['task', 'recipe', 'classes', 'untrained'],
  examples: {
    hit: { ...exampleSignals, untrained: { ...exampleSignals.untrained, loss: 38 } },
    miss: exampleSignals,
  },
  judge(signals) {
    const { recipe, task, untrained } = signals;
    const { loss, zeroLoss, constantLoss, rows } = untrained;
    const figures = { untrainedLoss: loss, zeroLoss, constantLoss, rows };
    if (loss === null) {
      return {
        light: 'red',
        explanation: `The loss of the untrained network is not a finite number; expected were ${expectation(signals)}.`,
        figures,
        remedies: remediesFor(recipe),
      };
    }
    const reference = Math.max(zeroLoss, constantLoss);
    const { usual, wrong } = FACTORS[task];
    if (loss > usual * reference + USUAL_EXCESS) {
      return {
        light: loss > wrong * reference ? 'red' : 'amber',
        explanation: `The untrained network has a loss of ${figure(loss)}; expected were ${expectation(signals)}. It is wrong with confidence before it has seen a row, and must unlearn that first.`,
        figures,
        remedies: remediesFor(recipe),
      };
    }
    if (task === 'regression' && constantLoss > 0 && zeroLoss > OFFSET_FACTOR * constantLoss)
      return offTarget(signals);
    return green(
      `The untrained network has a loss of ${figure(loss)}; expected were ${expectation(signals)}.`,
      figures,
    );
  },
});
