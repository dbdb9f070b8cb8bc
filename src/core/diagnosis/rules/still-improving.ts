// Still improving: the planned epochs ran out before the validation loss had levelled off.
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import { confidenceOf } from '../confidence';
import { readCurve, trend } from '../curve';
import { exampleSignals } from '../example';
import { numberAt, offer } from '../remedy';
import { defineRule, type Judgement } from '../rule';
import { count, figure, percent } from '../wording';

const LEAST_EPOCHS = 5;
// The stretch at the end that is looked at, and in which the best epoch must lie (Tuning Playbook: the last 25 %).
const LAST_SHARE = 0.25;
// What the stretch must still have won, as a share of the loss, and in standard errors, for a longer run to pay.
const LEAST_RELATIVE_FALL = 0.01;
const ERRORS = 3;

function remediesFor(recipe: Recipe): Remedy[] {
  const { epochs, learningRate, schedule } = recipe.training;
  const rate = numberAt(recipe, 'training.learning-rate');
  const decay =
    schedule.kind === 'constant'
      ? ''
      : ' The rate then decays over the longer run, so it stays high for longer.';
  return [
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
    const points = Math.max(4, Math.ceil(LAST_SHARE * curve.values.length));
    const last = curve.values.slice(-points);
    const { change, error } = trend(last);
    const level = last.at(-1)!;
    const fall = -change;
    const late = bestEpoch > (1 - LAST_SHARE) * epochs.length;
    if (!late || fall < ERRORS * error || fall < LEAST_RELATIVE_FALL * Math.abs(level)) return null;
    const stretch = points * curve.epochsPerPoint;
    return {
      severity: 'notice',
      confidence: confidenceOf(fall, error),
      explanation: `Over the last ${count(stretch, 'epoch')} the validation loss fell by ${figure(fall)} (± ${figure(error)}), ${percent(fall / level)} of its ${figure(level)}, and epoch ${bestEpoch} of ${planned} is the best. The run ended before it had levelled off.`,
      evidence: {
        fall,
        fallError: error,
        lastEpochs: stretch,
        validationLoss: level,
        bestEpoch,
        plannedEpochs: planned,
        validationLossError,
      },
      remedies: remediesFor(recipe),
    };
  },
});
