// How long the pre-training of a recipe takes.
import type { Recipe } from '../../core/recipe/recipe';

/** Epochs of the whole pre-training: layer by layer, each hidden layer takes its own. */
export function plannedPretraining({ model, training }: Recipe): number {
  const { layout, epochs } = training.pretraining;
  const layers = 'hidden' in model ? model.hidden.length : 1;
  return layout === 'layer-wise' ? epochs * Math.max(1, layers) : epochs;
}
