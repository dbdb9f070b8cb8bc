// Underfitting: training and validation agree, and both are poor, for a reason that the recipe shows.
import { applyChanges } from '../../recipe/paths';
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import { confidenceOf } from '../confidence';
import { readCurve, runningMedian, trend, validationNoise } from '../curve';
import { exampleSignals } from '../example';
import { hiddenOf, numberAt, offer, unlikeStart } from '../remedy';
import { defineRule, type Judgement, type Signals } from '../rule';
import { figure, percent } from '../wording';

const LEAST_EPOCHS = 8;
const LEAST_SHARE_WHILE_TRAINING = 0.2;
// Training and validation "agree" if they differ by less than this share of the loss, give or take the noise.
const AGREEMENT = 0.15;
const NOISES = 2;
const LEAST_FOR_TREND = 4;

type Cause = 'start' | 'regularization' | 'training' | 'capacity' | 'unknown';

/** `weight` is how much the cause counts as evidence; `shortfall` the share of the trivial loss that makes it one. */
interface Suspicion {
  cause: Cause;
  weight: number;
  shortfall: number;
  because: string;
}

function suspectStart(recipe: Recipe): Suspicion[] {
  if (unlikeStart(recipe).length === 0) return [];
  const because =
    'Every hidden weight started at 0, so the units of a layer cannot become different from each other.';
  return [{ cause: 'start', weight: 0.95, shortfall: 0.1, because }];
}

function suspectRegularization(recipe: Recipe): Suspicion[] {
  const dropout = numberAt(recipe, 'model.dropout') ?? 0;
  const { l1, l2 } = recipe.training;
  const strong = dropout >= 0.8 || l2 >= 0.1 || l1 >= 0.01;
  if (!strong && dropout < 0.6 && l2 < 0.01 && l1 < 0.001) return [];
  const named = [
    ...(dropout >= 0.6 ? [`a dropout of ${dropout}`] : []),
    ...(l1 >= 0.001 ? [`an L1 penalty of ${l1}`] : []),
    ...(l2 >= 0.01 ? [`an L2 penalty of ${l2}`] : []),
  ];
  return [
    {
      cause: 'regularization',
      weight: strong ? 0.95 : 0.8,
      shortfall: strong ? 0.2 : 0.5,
      because: `The recipe holds it back with ${named.join(' and ')}.`,
    },
  ];
}

/** Too few or too short steps: the training loss is still falling at the planned end, and validation with it. */
function suspectTraining({ recipe, epochs, over }: Pick<Signals, 'recipe' | 'epochs' | 'over'>): Suspicion[] {
  const train = readCurve(epochs, 'trainLoss');
  const validation = readCurve(epochs, 'validationLoss');
  if (!train || !validation || train.values.length < LEAST_FOR_TREND || !over) return [];
  if (epochs.length < recipe.training.epochs) return [];
  const smooth = runningMedian(validation.values, 2);
  // A training loss that falls on after validation has turned is overfitting, not a lack of training.
  if (smooth.indexOf(Math.min(...smooth)) < 0.75 * (smooth.length - 1)) return [];
  const last = train.values.slice(-Math.max(4, Math.ceil(train.values.length / 4)));
  const { change, error } = trend(last);
  const level = last.at(-1)!;
  if (-change < 3 * error || -change < 0.05 * level) return [];
  const rate = figure(recipe.training.learningRate);
  return [
    {
      cause: 'training',
      weight: 0.9,
      shortfall: 0.7,
      because: `The training loss was still falling when the planned epochs ended, at a learning rate of ${rate}.`,
    },
  ];
}

function suspectCapacity(recipe: Recipe, parameters: number, trainRows: number): Suspicion[] {
  const hidden = hiddenOf(recipe);
  if (!hidden) return [];
  const widest = Math.max(0, ...hidden);
  if (widest > 16 && parameters * 50 > trainRows) return [];
  const network = widest === 0 ? 'no hidden layer' : `hidden layers of at most ${widest} units`;
  return [
    {
      cause: 'capacity',
      weight: widest <= 4 ? 0.8 : 0.6,
      shortfall: 0.4,
      because: `A network with ${network} (${parameters} weights for ${trainRows} rows) may be too small for the task.`,
    },
  ];
}

// Hardly better than the trivial model, and nothing in the recipe explains it.
const UNEXPLAINED: Suspicion = {
  cause: 'unknown',
  weight: 0.5,
  shortfall: 0.9,
  because: 'Nothing in the recipe holds it back, so the columns may simply say little about the target.',
};

function remediesFor(recipe: Recipe, cause: Cause): Remedy[] {
  const dropout = numberAt(recipe, 'model.dropout');
  const rate = numberAt(recipe, 'training.learning-rate') ?? 0.001;
  const hidden = hiddenOf(recipe);
  const wider = hidden?.length ? hidden.map((units) => Math.min(1024, Math.max(64, units * 2))) : [128, 128];
  const larger = Math.max(...wider) > Math.max(0, ...(hidden ?? [])) ? wider : null;
  const gentler = offer(
    recipe,
    'Less regularization',
    'First let the network reach a low training loss, then regularize.',
    {
      'model.dropout': dropout === null ? null : dropout >= 0.6 ? 0.2 : dropout / 2,
      'training.l1': 0,
      'training.l2': recipe.training.l2 >= 0.01 ? 1e-4 : 0,
    },
  );
  const longer = offer(recipe, 'Train three times as long', 'The loss had not levelled off.', {
    'training.epochs': recipe.training.epochs * 3,
  });
  const faster = offer(
    recipe,
    'Raise the learning rate',
    'Longer steps cover more ground in the same time.',
    {
      'training.learning-rate': rate < 1e-4 ? 1e-3 : rate < 0.01 ? rate * 3 : null,
    },
  );
  const bigger = offer(recipe, 'A larger network', 'More units can follow more of what the columns say.', {
    'model.hidden': larger,
  });
  switch (cause) {
    case 'start':
      return unlikeStart(recipe);
    case 'regularization':
      return [...gentler, ...bigger];
    case 'training':
      return [...faster, ...longer];
    case 'capacity':
      return [...bigger, ...faster];
    case 'unknown':
      return [...bigger, ...faster, ...gentler];
  }
}

export const underfitting = defineRule({
  id: 'underfitting',
  title: 'No underfitting',
  failureTitle: 'Underfitting',
  why: 'When the training loss is as poor as the validation loss, the network has not even learned its own rows: it is too small, trained too little, or held back (Stanford CS231n; Karpathy, "A recipe for training neural networks").',
  needs: ['recipe', 'epochs', 'over', 'rows', 'parameters', 'baseline', 'validationLossError'],
  examples: {
    hit: {
      ...exampleSignals({ epochs: 60, train: (e) => 0.5 + 0.19 / e, validation: (e) => 0.51 + 0.18 / e }),
      parameters: 23,
      recipe: applyChanges(exampleSignals({ epochs: 1, train: () => 1, validation: () => 1 }).recipe, {
        'model.hidden': [2],
        'model.initializer': 'he-normal',
        'model.dropout': 0,
      }),
    },
    miss: exampleSignals({ epochs: 60, train: (e) => 0.1 + 0.6 / e, validation: (e) => 0.15 + 0.5 / e }),
  },
  judge({ recipe, epochs, over, rows, parameters, baseline, validationLossError }): Judgement | null {
    const validation = readCurve(epochs, 'validationLoss');
    const train = readCurve(epochs, 'trainLoss');
    const planned = recipe.training.epochs;
    const least = over
      ? Math.min(LEAST_EPOCHS, planned)
      : Math.max(LEAST_EPOCHS, LEAST_SHARE_WHILE_TRAINING * planned);
    if (!validation || !train || epochs.length < least) return null;
    const smooth = runningMedian(validation.values, 2);
    const loss = Math.min(...smooth);
    const trainLoss = runningMedian(train.values, 2)[smooth.indexOf(loss)]!;
    const noise = validationNoise(validation, validationLossError);
    const tolerated = AGREEMENT * loss + NOISES * noise;
    const gap = loss - trainLoss;
    const remaining = loss / baseline.validationLoss;
    const suspicion = [
      ...suspectStart(recipe),
      ...suspectRegularization(recipe),
      ...suspectTraining({ recipe, epochs, over }),
      ...suspectCapacity(recipe, parameters, rows.train),
      // No better than trivial is the word of `worse-than-baseline`.
      ...(baseline.validationLoss - loss > NOISES * noise ? [UNEXPLAINED] : []),
    ].find((candidate) => remaining >= candidate.shortfall);
    if (gap > tolerated || !suspicion) return null;
    return {
      severity: suspicion.cause !== 'unknown' && remaining > 0.5 ? 'warning' : 'notice',
      confidence: suspicion.weight * confidenceOf(tolerated - gap, noise),
      explanation: `Training loss ${figure(trainLoss)} and validation loss ${figure(loss)} (± ${figure(noise)}) agree, and ${percent(remaining)} of the loss of a trivial model (${figure(baseline.validationLoss)}) remains. ${suspicion.because}`,
      evidence: {
        trainLoss,
        validationLoss: loss,
        gap,
        baselineLoss: baseline.validationLoss,
        remainingShare: remaining,
        parameters,
        noise,
        validationLossError,
      },
      remedies: remediesFor(recipe, suspicion.cause),
    };
  },
});
