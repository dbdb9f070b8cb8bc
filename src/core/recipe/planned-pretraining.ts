// How long the pre-training of a recipe takes.
import type { Recipe } from './recipe';

/** Epochs that pre-training takes if nobody ends it: layer by layer, each hidden layer takes its own. 0 where it is off. */
export function plannedPretraining({ training, model }: Recipe): number {
  const { enabled, epochs, layout } = training.pretraining;
  if (!enabled) return 0;
  return epochs * (layout === 'layer-wise' && 'hidden' in model ? Math.max(1, model.hidden.length) : 1);
}
