// No better than a trivial model that ignores every column, within the noise of the validation figure.
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import { confidenceOf } from '../confidence';
import { readCurve, runningMedian, validationNoise } from '../curve';
import { exampleSignals } from '../example';
import { numberAt, offer, unlikeStart } from '../remedy';
import { defineRule, type Judgement, type Signals } from '../rule';
import { figure, percent } from '../wording';

const LEAST_EPOCHS_WHILE_TRAINING = 10;
const NOISES = 2;
// Deepchecks, SimpleModelComparison: a model should win at least a tenth over a simple one.
const LEAST_GAIN = 0.1;

function remediesFor(recipe: Recipe, tooFewRows: boolean): Remedy[] {
  const rate = numberAt(recipe, 'training.learning-rate') ?? 0.001;
  const validation = numberAt(recipe, 'split.validation');
  const largerPart = offer(
    recipe,
    'A larger validation part',
    'With more rows the figure is surer: four times the rows halve its error.',
    { 'split.validation': validation === null ? null : Math.min(0.4, validation * 2) },
  );
  const start = unlikeStart(recipe);
  if (tooFewRows) return [...start, ...largerPart];
  return [
    ...start,
    ...offer(
      recipe,
      'The usual learning rate',
      'A rate far from the usual one either jumps about or does not move.',
      { 'training.learning-rate': rate > 0.01 || rate < 1e-4 ? 0.001 : null },
    ),
    ...offer(recipe, 'Standardize the columns', 'Columns of very different size hide the small ones.', {
      'prepare.scaler': 'standardize',
    }),
    ...offer(recipe, 'Standardize the target', 'A target far from 0 takes many epochs just to be reached.', {
      'prepare.standardize-target': true,
    }),
    ...offer(recipe, 'No regularization', 'First see whether the network can learn anything at all.', {
      'model.dropout': 0,
      'training.l1': 0,
      'training.l2': 0,
    }),
    ...largerPart,
  ];
}

/** Whether the share of right classes beats the baseline clearly, though the loss does not (wrong confidences). */
function winsOnAccuracy({
  metrics,
  baseline,
  rows,
}: Pick<Signals, 'metrics' | 'baseline' | 'rows'>): boolean {
  const accuracy = metrics?.validation.accuracy;
  const trivial = baseline.validation.accuracy;
  if (accuracy === undefined || trivial === undefined || rows.validation === 0) return false;
  return accuracy - trivial > NOISES * Math.sqrt((accuracy * (1 - accuracy)) / rows.validation);
}

export const worseThanBaseline = defineRule({
  id: 'worse-than-baseline',
  title: 'Better than a trivial model',
  failureTitle: 'No better than a trivial model',
  why: 'A model that cannot beat "always the most frequent class" or "always the mean" by more than the noise has not shown that its columns say anything about the target (Deepchecks; Karpathy, "A recipe for training neural networks").',
  needs: ['recipe', 'epochs', 'over', 'rows', 'metrics', 'baseline', 'validationLossError'],
  examples: {
    hit: exampleSignals({ epochs: 40, train: () => 0.68, validation: () => 0.695 }),
    miss: exampleSignals({ epochs: 40, train: (e) => 0.3 + 0.4 / e, validation: (e) => 0.33 + 0.4 / e }),
  },
  judge({ recipe, epochs, over, rows, metrics, baseline, validationLossError }): Judgement | null {
    const curve = readCurve(epochs, 'validationLoss');
    const least = Math.max(LEAST_EPOCHS_WHILE_TRAINING, 0.1 * recipe.training.epochs);
    if (!curve || (!over && epochs.length < least)) return null;
    const trivial = baseline.validationLoss;
    const loss = Math.min(...runningMedian(curve.values, 2));
    const noise = validationNoise(curve, validationLossError);
    const gain = trivial - loss;
    if (gain > NOISES * noise || winsOnAccuracy({ metrics, baseline, rows })) return null;
    // A large gain that is still within the noise says more about the part than about the model.
    const tooFewRows = gain > LEAST_GAIN * trivial;
    const compared =
      gain > 0 ? `only ${figure(gain)} (${percent(gain / trivial)}) below` : `${figure(-gain)} above`;
    return {
      severity: tooFewRows ? 'notice' : gain > 0 ? 'warning' : 'critical',
      confidence: confidenceOf(NOISES * noise - gain, noise),
      explanation: `The lowest validation loss is ${figure(loss)} ± ${figure(noise)} on ${rows.validation} rows, ${compared} the ${figure(trivial)} of a model that ignores every column. ${tooFewRows ? 'With so few rows that may be chance.' : 'It has not shown that it learned anything.'}`,
      evidence: {
        validationLoss: loss,
        baselineLoss: trivial,
        gain,
        noise,
        validationRows: rows.validation,
        validationLossError,
      },
      remedies: remediesFor(recipe, tooFewRows),
    };
  },
});
