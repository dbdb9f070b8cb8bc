// The best epoch: whether the run ended at the right time, what early stopping saved, and when it cut too soon.
import type { Recipe } from '../../recipe/recipe';
import type { Epoch } from '../../run/epoch';
import { confidenceOf } from '../confidence';
import { type Curve, readCurve, runningMedian, trend, validationNoise } from '../curve';
import { lastDescent } from '../descent';
import { exampleSignals } from '../example';
import { offer } from '../remedy';
import { defineRule, type Judgement } from '../rule';
import { count, duration, figure, plusMinus } from '../wording';

const LEAST_EPOCHS = 5;
// A best epoch in the first tenth of a long run means that most of it was for nothing (Tuning Playbook).
const EARLY_SHARE = 0.1;
const LONG_RUN = 30;
const ERRORS = 3;
// A descent by less than this share of the loss is as good as level.
const LEAST_RELATIVE_FALL = 0.01;

interface Ending {
  recipe: Recipe;
  epochs: readonly Epoch[];
  bestEpoch: number;
  /** Of the best epoch. */
  loss: number;
  /** How far the loss stands above that at the end. */
  rise: number;
  noise: number;
  evidence: Record<string, number>;
}

const meanSeconds = (epochs: readonly Epoch[]) =>
  epochs.reduce((sum, epoch) => sum + epoch.seconds, 0) / epochs.length;

/** The end was in the middle of a descent: early stopping lost patience with a noisy curve. */
function cutShort({ recipe, epochs, bestEpoch, evidence }: Ending, curve: Curve): Judgement | null {
  const { enabled, patience } = recipe.training.earlyStopping;
  const sinceBest = epochs.length - bestEpoch;
  if (!enabled || epochs.length >= recipe.training.epochs || sinceBest < patience) return null;
  // Twice the patience, so that the descent before the best epoch is seen as well as the wait after it.
  const last = curve.values.slice(-Math.max(6, Math.ceil((2 * patience) / curve.epochsPerPoint)));
  const { change, error } = trend(last);
  const wait = curve.values.slice(-Math.max(1, Math.round(sinceBest / curve.epochsPerPoint)));
  const stillFalling = wait.length >= 4 && -trend(wait).change > LEAST_RELATIVE_FALL * Math.abs(wait.at(-1)!);
  if (-change < ERRORS * error || !stillFalling) return null;
  return {
    severity: 'notice',
    confidence: confidenceOf(-change, error) * 0.9,
    explanation: `Early stopping ended the run at epoch ${epochs.length}, ${count(sinceBest, 'epoch')} after the best one, but through its noise the validation loss was still falling: by ${figure(-change)}${plusMinus(error)} over the last ${count(last.length * curve.epochsPerPoint, 'epoch')}.`,
    evidence: { ...evidence, fall: -change, fallError: error },
    remedies: offer(
      recipe,
      'Three times the patience',
      'A noisy curve needs a longer wait to show its course.',
      {
        'training.early-stopping.patience': patience * 3,
      },
    ),
  };
}

/** Which weights are kept: those of the lowest validation loss, unless the recipe judges otherwise. */
function keptEpoch({ recipe, bestEpoch, loss, noise }: Ending): string {
  const { monitor, smoothing, restoreBest } = recipe.training.earlyStopping;
  const { averaging } = recipe.training;
  const byLoss = monitor === 'validation-loss' && smoothing === 0 && restoreBest && averaging.kind === 'none';
  return byLoss
    ? `Epoch ${bestEpoch} has the lowest validation loss, ${figure(loss)} ± ${figure(noise)}, and its weights are kept.`
    : `The weights of epoch ${bestEpoch} are kept, with a validation loss of ${figure(loss)} ± ${figure(noise)}.`;
}

/** Most of a long run came after its best epoch, because nothing stopped it. */
function wasted(ending: Ending): Judgement | null {
  const { recipe, epochs, bestEpoch, rise, noise, evidence } = ending;
  const early = bestEpoch <= EARLY_SHARE * epochs.length && epochs.length >= LONG_RUN;
  if (recipe.training.earlyStopping.enabled || !early || rise < 2 * noise) return null;
  const after = epochs.length - bestEpoch;
  return {
    severity: 'notice',
    confidence: confidenceOf(rise, noise),
    explanation: `${keptEpoch(ending)} The ${count(after, 'epoch')} after it, about ${duration(after * meanSeconds(epochs))}, were for nothing.`,
    evidence,
    remedies: [
      ...offer(recipe, 'Turn early stopping on', 'It ends a run soon after its best epoch.', {
        'training.early-stopping': true,
      }),
      ...offer(
        recipe,
        'Plan fewer epochs',
        'A decaying rate then reaches its calm end near the best epoch.',
        {
          'training.epochs': Math.max(10, bestEpoch * 3),
        },
      ),
    ],
  };
}

function good(ending: Ending): Judgement | null {
  const { recipe, epochs, bestEpoch, rise, noise, evidence } = ending;
  const planned = recipe.training.epochs;
  const saved = planned - epochs.length;
  const after = epochs.length - bestEpoch;
  const byEarlyStopping =
    recipe.training.earlyStopping.enabled && after >= recipe.training.earlyStopping.patience;
  // Ended by a person before the plan was done: nobody knows what would have come.
  if (saved > 0 && !byEarlyStopping) return null;
  const end =
    saved > 0
      ? `Early stopping ended the run after epoch ${epochs.length} of ${planned} and saved ${count(saved, 'epoch')}, about ${duration(saved * meanSeconds(epochs))}.`
      : `The loss had levelled off by the end of the ${count(planned, 'planned epoch')}.`;
  return {
    severity: 'good',
    confidence: confidenceOf(rise, noise),
    explanation: `${keptEpoch(ending)} ${end}`,
    evidence: { ...evidence, savedEpochs: saved, savedSeconds: saved * meanSeconds(epochs) },
    remedies: [],
  };
}

export const bestEpoch = defineRule({
  id: 'best-epoch',
  title: 'Stopped at the right epoch',
  failureTitle: 'Stopped at the wrong epoch',
  why: 'Every figure, prediction and export uses the weights of the best epoch. A run should end soon after it: not before the loss has levelled off, and not long after (Prechelt, "Early stopping, but when?").',
  needs: ['recipe', 'epochs', 'bestEpoch', 'over', 'baseline', 'validationLossError'],
  examples: {
    hit: exampleSignals({
      epochs: 70,
      train: (e) => 0.3 + 0.4 * Math.exp(-e / 6),
      validation: (e) => 0.4 + 0.4 * Math.exp(-e / 6) + 0.0004 * (e - 25) ** 2 * 0.1,
    }),
    miss: exampleSignals({ epochs: 100, train: (e) => 0.7 - 0.003 * e, validation: (e) => 0.7 - 0.0028 * e }),
  },
  judge({ recipe, epochs, bestEpoch, over, baseline, validationLossError }): Judgement | null {
    const curve = readCurve(epochs, 'validationLoss');
    const loss = epochs[bestEpoch - 1]?.validationLoss ?? null;
    if (!over || !curve || loss === null || epochs.length < LEAST_EPOCHS) return null;
    // Of a run that learned nothing no epoch is the right one.
    if (loss >= baseline.validationLoss) return null;
    const noise = validationNoise(curve, validationLossError);
    const rise = runningMedian(curve.values, 2).at(-1)! - loss;
    const evidence = {
      bestEpoch,
      epochs: epochs.length,
      plannedEpochs: recipe.training.epochs,
      validationLoss: loss,
      riseAfterBest: rise,
      noise,
      validationLossError,
    };
    const ending: Ending = { recipe, epochs, bestEpoch, loss, rise, noise, evidence };
    const fault = cutShort(ending, curve) ?? wasted(ending);
    // A descent at the end is the word of `still-improving`.
    return fault ?? (lastDescent(epochs, curve) ? null : good(ending));
  },
});
