// Which epoch is best so far, and whether there is still hope: by the curve that the recipe monitors.
import type { Recipe } from '../../core/recipe/recipe';
import type { Progress } from '../checkpoint/checkpoint';

export interface Monitored {
  trainLoss: number | null;
  validationLoss: number | null;
  validationMetric: number | null;
}

/** The monitored value, turned so that less is better; null where it is not a number. */
export function monitoredScore({ training }: Recipe, judged: Monitored): number | null {
  switch (training.earlyStopping.monitor) {
    case 'validation-loss':
      return judged.validationLoss;
    case 'validation-metric':
      return judged.validationMetric === null ? null : -judged.validationMetric;
    case 'train-loss':
      return judged.trainLoss;
  }
}

/** Notes an epoch's score in the progress; true if its weights are to be kept. */
export function noteScore(progress: Progress, score: number | null, recipe: Recipe): boolean {
  const { smoothing, minDelta, restoreBest } = recipe.training.earlyStopping;
  progress.waited += 1;
  if (score === null) return false;
  const past = progress.smoothedScore ?? score;
  const smoothed = smoothing * past + (1 - smoothing) * score;
  progress.smoothedScore = smoothed;
  if (progress.patienceScore === null || smoothed < progress.patienceScore - minDelta) {
    progress.patienceScore = smoothed;
    progress.waited = 0;
  }
  if (restoreBest && progress.bestScore !== null && smoothed >= progress.bestScore) return false;
  progress.bestScore = smoothed;
  progress.bestEpoch = progress.epochs;
  return true;
}

/** Whether patience has run out. */
export function isExhausted(progress: Progress, { training }: Recipe): boolean {
  const { enabled, patience, minimumEpochs } = training.earlyStopping;
  return enabled && progress.waited >= patience && progress.epochs >= minimumEpochs;
}
