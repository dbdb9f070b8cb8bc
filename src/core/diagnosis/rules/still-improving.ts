// Still improving: the planned epochs ran out before the validation loss had levelled off.
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import { confidenceOf } from '../confidence';
import { readCurve } from '../curve';
import { LAST_SHARE, lastDescent } from '../descent';
import { exampleSignals } from '../example';
import { numberAt, offer, unlikeStart } from '../remedy';
import { defineRule, type Judgement } from '../rule';
import { count, figure, percent, plusMinus } from '../wording';

const LEAST_EPOCHS = 5;
// A rate that has decayed flattens the curve in any case, so that a fall in the second half proves less.
const MOST_CONFIDENCE_IF_DECAYED = 0.7;

function remediesFor(recipe: Recipe): Remedy[] {
  const { epochs, learningRate, schedule } = recipe.training;
  const rate = numberAt(recipe, 'training.learning-rate');
  const decay =
    schedule.kind === 'constant'
      ? ''
      : ' The rate then decays over the longer run, so it stays high for longer.';
  return [
    ...unlikeStart(recipe),
    ...offer(recipe, 'Train twice as long', `The validation loss was still falling at the end.${decay}`, {
      'training.epochs': epochs * 2,
    }),
    ...offer(
      recipe,
      'Raise the learning rate threefold',
      'Longer steps cover more ground in the same time.',
      {
        'training.learning-rate': rate === null || learningRate >= 0.01 ? null : rate * 3,
      },
    ),
  ];
}

export const stillImproving = defineRule({
  id: 'still-improving',
  title: 'Trained for long enough',
  failureTitle: 'Still improving when it ended',
  why: 'When the best epoch lies in the last quarter and the loss is still falling, the run was cut short (Google Tuning Playbook).',
  needs: ['recipe', 'epochs', 'bestEpoch', 'over', 'validationLossError'],
  examples: {
    hit: exampleSignals({ epochs: 100, train: (e) => 0.7 - 0.003 * e, validation: (e) => 0.7 - 0.0028 * e }),
    miss: exampleSignals({
      epochs: 100,
      train: (e) => 0.3 + 0.4 * Math.exp(-e / 10),
      validation: (e) => 0.35 + 0.4 * Math.exp(-e / 10),
    }),
  },
  judge({ recipe, epochs, bestEpoch, over, validationLossError }): Judgement | null {
    const planned = recipe.training.epochs;
    const curve = readCurve(epochs, 'validationLoss');
    if (!over || !curve || epochs.length < planned || epochs.length < LEAST_EPOCHS) return null;
    const descent = lastDescent(epochs, curve);
    if (!descent || bestEpoch <= (1 - LAST_SHARE) * epochs.length) return null;
    const { fall, fallError, decayed } = descent;
    const level = curve.values.at(-1)!;
    const ending = decayed
      ? 'It only levelled off because the learning rate had decayed to almost nothing.'
      : 'The run ended before it had levelled off.';
    return {
      severity: 'notice',
      confidence: confidenceOf(fall, fallError, decayed ? MOST_CONFIDENCE_IF_DECAYED : 1),
      explanation: `Over the last ${count(descent.epochs, 'epoch')} the validation loss fell by ${figure(fall)}${plusMinus(fallError)}, ${percent(fall / level)} of its ${figure(level)}, and epoch ${bestEpoch} of ${planned} is the best. ${ending}`,
      evidence: {
        fall,
        fallError,
        lastEpochs: descent.epochs,
        validationLoss: level,
        bestEpoch,
        plannedEpochs: planned,
        validationLossError,
      },
      remedies: remediesFor(recipe),
    };
  },
});
