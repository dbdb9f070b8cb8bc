// The mean of a figure over folds, and how far it may be off.
import { mean } from './moments';

export interface CrossValidated {
  mean: number;
  /** Sample standard deviation between the folds. */
  deviation: number;
  /** Standard error of the mean. */
  error: number;
}

/**
 * Folds train on much the same rows, so their figures are not independent, and deviation / √folds is too small. The
 * corrected variance of the mean is (1/J + tested/trained) · s² for J figures: Nadeau and Bengio, "Inference for the
 * generalization error", Machine Learning 52, 2003. Null for fewer than two figures.
 */
export function crossValidated(figures: readonly number[], testedPerTrained: number): CrossValidated | null {
  const count = figures.length;
  if (count < 2) return null;
  const centre = mean(figures);
  const variance = figures.reduce((sum, figure) => sum + (figure - centre) ** 2, 0) / (count - 1);
  return {
    mean: centre,
    deviation: Math.sqrt(variance),
    error: Math.sqrt((1 / count + testedPerTrained) * variance),
  };
}
