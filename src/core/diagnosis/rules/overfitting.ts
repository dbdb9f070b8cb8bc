// Overfitting: the validation loss rises again while the training loss goes on falling.
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import { confidenceOf } from '../confidence';
import { type Curve, readCurve, runningMedian, validationNoise } from '../curve';
import { exampleSignals } from '../example';
import { hiddenOf, numberAt, offer } from '../remedy';
import { defineRule, type Judgement } from '../rule';
import { count, figure, percent } from '../wording';

const LEAST_EPOCHS = 8;
// The rise must exceed the noise, and matter: on a large table two standard errors may be next to nothing.
const NOISES = 2;
const LEAST_RELATIVE_RISE = 0.02;
const SERIOUS_RELATIVE_RISE = 0.1;
// A gap without a rise does no harm yet, so it is only worth a notice, and only if it is wide.
const WIDE_GAP = 0.5;
const MOST_CONFIDENCE_IN_GAP = 0.7;

interface Shape {
  lowest: number;
  lowestEpoch: number;
  level: number;
  trainLevel: number;
  trainAtLowest: number;
  /** Epochs at the end during which the loss stayed above its lowest by more than the noise. */
  raised: number;
  noise: number;
}

function shapeOf(validation: Curve, train: Curve, validationLossError: number): Shape {
  const noise = validationNoise(validation, validationLossError);
  const smooth = runningMedian(validation.values, 2);
  const smoothTrain = runningMedian(train.values, 2);
  const lowest = Math.min(...smooth);
  const at = smooth.indexOf(lowest);
  const limit = lowest + Math.max(NOISES * noise, LEAST_RELATIVE_RISE * lowest);
  const lastBelow = smooth.reduce((last, loss, i) => (loss <= limit ? i : last), -1);
  return {
    lowest,
    lowestEpoch: at * validation.epochsPerPoint + 1,
    level: smooth.at(-1)!,
    trainLevel: smoothTrain.at(-1)!,
    trainAtLowest: smoothTrain[at]!,
    raised: (smooth.length - 1 - lastBelow) * validation.epochsPerPoint,
    noise,
  };
}

function remediesFor(recipe: Recipe): Remedy[] {
  const dropout = numberAt(recipe, 'model.dropout');
  const l2 = numberAt(recipe, 'training.l2') ?? 0;
  const hidden = hiddenOf(recipe);
  const smaller = hidden?.some((units) => units > 16) ? hidden.map((units) => Math.ceil(units / 2)) : null;
  return [
    ...offer(
      recipe,
      'More dropout',
      'Silenced units cannot agree on memorizing single rows.',
      // Beyond 0.7 dropout starves the network instead.
      {
        'model.dropout':
          dropout === null || dropout >= 0.7 ? null : Math.max(0.3, Math.min(0.7, dropout + 0.2)),
      },
    ),
    ...offer(recipe, 'Stronger L2 penalty', 'Small weights make a smoother function.', {
      'training.l2': l2 >= 0.1 ? null : Math.max(1e-4, Math.min(0.1, l2 * 10)),
    }),
    ...offer(recipe, 'Half as many hidden units', 'A smaller network has less room to memorize rows.', {
      'model.hidden': smaller,
    }),
    ...offer(recipe, 'Turn early stopping on', 'It ends the run when the validation loss no longer falls.', {
      'training.early-stopping': true,
    }),
  ];
}

function rise(shape: Shape, validationLossError: number, recipe: Recipe): Judgement {
  const { lowest, lowestEpoch, level, trainLevel, raised, noise } = shape;
  const risen = level - lowest;
  return {
    severity: risen > SERIOUS_RELATIVE_RISE * lowest ? 'warning' : 'notice',
    confidence: confidenceOf(risen, noise),
    explanation: `The validation loss rose from ${figure(lowest)} around epoch ${lowestEpoch} to ${figure(level)}, ${figure(risen / noise)} times its noise of ${figure(noise)}, and stayed up for ${count(raised, 'epoch')}, while the training loss went on to ${figure(trainLevel)}. The weights of the best epoch are kept, so the rise itself does no harm, but the network has room to spare.`,
    evidence: {
      validationRise: risen,
      lowestValidationLoss: lowest,
      lowestEpoch,
      validationLoss: level,
      trainLoss: trainLevel,
      gap: level - trainLevel,
      raisedEpochs: raised,
      noise,
      validationLossError,
    },
    remedies: remediesFor(recipe),
  };
}

function gap(shape: Shape, validationLossError: number, recipe: Recipe): Judgement | null {
  const { lowest, lowestEpoch, trainAtLowest, noise } = shape;
  const width = lowest - trainAtLowest;
  if (width <= NOISES * noise || width < WIDE_GAP * lowest) return null;
  return {
    severity: 'notice',
    confidence: confidenceOf(width, noise, MOST_CONFIDENCE_IN_GAP),
    explanation: `At its lowest, around epoch ${lowestEpoch}, the validation loss is ${figure(lowest)}, the training loss only ${figure(trainAtLowest)}: the gap is ${percent(width / lowest)} of the loss and ${figure(width / noise)} times its noise. The validation loss does not rise, so this does no harm yet; regularization or more rows may close the gap.`,
    evidence: {
      gap: width,
      lowestValidationLoss: lowest,
      lowestEpoch,
      trainLoss: trainAtLowest,
      noise,
      validationLossError,
    },
    remedies: remediesFor(recipe),
  };
}

export const overfitting = defineRule({
  id: 'overfitting',
  title: 'No overfitting',
  failureTitle: 'Overfitting',
  why: 'A network that learns its training rows by heart gets worse on new ones. The sign is a validation loss that rises during training (Google Tuning Playbook); a gap alone is not it, and neither is one bad epoch.',
  needs: ['recipe', 'epochs', 'validationLossError'],
  examples: {
    hit: exampleSignals({
      epochs: 60,
      train: (e) => 0.69 * Math.exp(-e / 15),
      validation: (e) => 0.4 + 0.3 * Math.exp(-e / 5) + 0.006 * e,
    }),
    miss: exampleSignals({
      epochs: 60,
      train: (e) => 0.35 + 0.3 * Math.exp(-e / 8),
      validation: (e) => 0.4 + 0.3 * Math.exp(-e / 8),
    }),
  },
  judge({ recipe, epochs, validationLossError }): Judgement | null {
    const validation = readCurve(epochs, 'validationLoss');
    const train = readCurve(epochs, 'trainLoss');
    if (!validation || !train || epochs.length < LEAST_EPOCHS) return null;
    const shape = shapeOf(validation, train, validationLossError);
    const trainFell = shape.trainLevel < shape.trainAtLowest;
    const apart = shape.level - shape.trainLevel > NOISES * shape.noise;
    const persists = shape.raised >= Math.max(3, 0.05 * epochs.length);
    if (persists && trainFell && apart) return rise(shape, validationLossError, recipe);
    return gap(shape, validationLossError, recipe);
  },
});
