// How many time steps a row holds for models of sequences.
import type { Recipe } from '../recipe/recipe';

/** The length of the windows where the recipe makes some, else what the model says; 1 for a model that reads no sequence. */
export function timeStepsOf({ series, model }: Pick<Recipe, 'series' | 'model'>): number {
  if (series.enabled) return series.length;
  return 'steps' in model ? model.steps : 1;
}

/** The recipe's model; one of sequences reads the windows that the recipe makes, step by step. */
export function modelOf({ series, model }: Pick<Recipe, 'series' | 'model'>): Recipe['model'] {
  return series.enabled && 'steps' in model ? { ...model, steps: series.length } : model;
}
