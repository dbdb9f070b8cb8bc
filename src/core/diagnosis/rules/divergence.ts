// Divergence: the loss is no longer a number, or has exploded.
import type { Finding, Remedy } from '../../run/finding';
import type { Recipe } from '../../recipe/recipe';
import type { Epoch } from '../../run/epoch';
import { confidenceOf } from '../confidence';
import { type Curve, jitter, readCurve, runningMedian } from '../curve';
import { exampleSignals } from '../example';
import { numberAt, offer } from '../remedy';
import { defineRule, type Judgement } from '../rule';
import { figure } from '../wording';

// A loss that many times its lowest, and beyond twice the trivial one, is lost rather than noisy.
const TIMES_LOWEST = 3;
const TIMES_BASELINE = 2;
// A loss that never came below so many times the trivial one has exploded in the first epoch.
const TIMES_BASELINE_AT_ONCE = 10;
const LEAST_EPOCHS = 3;

function remediesFor(recipe: Recipe): Remedy[] {
  const rate = numberAt(recipe, 'training.learning-rate');
  return [
    ...offer(
      recipe,
      'Lower the learning rate to a tenth',
      'Steps that are too long are by far the most frequent cause.',
      {
        'training.learning-rate': rate === null ? null : rate / 10,
      },
    ),
    ...offer(
      recipe,
      'Standardize the columns',
      'Large input values make large gradients; standardized ones do not.',
      {
        'prepare.scaler': 'standardize',
      },
    ),
    ...offer(
      recipe,
      'Standardize the target',
      'A target far from 0 or of a large range makes huge first gradients.',
      {
        'prepare.standardize-target': true,
      },
    ),
    ...offer(recipe, 'Use Adam', 'It bounds the step of each weight, whatever the size of its gradient.', {
      'training.optimizer': 'adam',
    }),
  ];
}

function notFinite(epochs: readonly Epoch[], validationLossError: number, recipe: Recipe): Judgement | null {
  const broken = epochs.find(
    ({ stepLoss, trainLoss, validationLoss }) =>
      stepLoss === null || trainLoss === null || validationLoss === null,
  );
  if (!broken) return null;
  const before = epochs[broken.epoch - 2]?.trainLoss ?? null;
  const was = before === null ? '' : `; an epoch earlier the training loss was ${figure(before)}`;
  return {
    severity: 'critical',
    confidence: confidenceOf(1, 0),
    explanation: `In epoch ${broken.epoch} the loss stopped being a finite number${was}. What came after is of no use.`,
    evidence: {
      epoch: broken.epoch,
      lossBefore: before,
      learningRate: broken.learningRate,
      validationLossError,
    },
    remedies: remediesFor(recipe),
  };
}

/** The last level, and the lowest before; null if the loss is in order. */
function explosion(curve: Curve, trivialLoss: number): { level: number; lowest: number } | null {
  const smooth = runningMedian(curve.values, 2);
  const level = smooth.at(-1)!;
  const lowest = Math.min(...smooth);
  const rose = level > Math.max(TIMES_LOWEST * lowest, TIMES_BASELINE * trivialLoss);
  return rose || lowest > TIMES_BASELINE_AT_ONCE * trivialLoss ? { level, lowest } : null;
}

export const divergence = defineRule({
  id: 'divergence',
  title: 'Training is stable',
  failureTitle: 'Training has diverged',
  why: 'A loss that grows instead of falling learns nothing. It is mostly a learning rate that is too high, or inputs that are not scaled (Google Tuning Playbook; AutoTrainer, ICSE 2021).',
  needs: ['recipe', 'epochs', 'baseline', 'validationLossError'],
  examples: {
    hit: exampleSignals({ epochs: 20, train: (e) => 0.6 * 1.3 ** e, validation: (e) => 0.7 * 1.3 ** e }),
    miss: exampleSignals({ epochs: 20, train: (e) => 0.7 / e, validation: (e) => 0.7 / e + 0.05 }),
  },
  judge({ recipe, epochs, baseline, validationLossError }): Judgement | null {
    const lost = notFinite(epochs, validationLossError, recipe);
    if (lost) return lost;
    const curve = readCurve(epochs, 'trainLoss');
    if (!curve || curve.epochs < LEAST_EPOCHS) return null;
    const exploded = explosion(curve, baseline.validationLoss);
    if (!exploded) return null;
    const { level, lowest } = exploded;
    const severity: Finding['severity'] = 'critical';
    return {
      severity,
      confidence: confidenceOf(level - baseline.validationLoss, jitter(curve.values)),
      explanation: `The training loss is ${figure(level)} after ${curve.epochs} epochs. Its lowest level was ${figure(lowest)}, and a model that ignores every column has ${figure(baseline.validationLoss)}.`,
      evidence: {
        trainLoss: level,
        lowestTrainLoss: lowest,
        baselineLoss: baseline.validationLoss,
        gradientNorm: epochs.at(-1)?.gradientNorm ?? null,
        validationLossError,
      },
      remedies: remediesFor(recipe),
    };
  },
});
