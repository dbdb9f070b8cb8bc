// Values that may be changed while a run is going: they are recorded in the recipe, so that its replay makes the same run.
import { HoneError } from '../errors';
import { getPath, setPath } from './paths';
import type { Recipe } from './recipe';
import type { LiveChange } from './training';

/** The fields that a step reads as data. */
export const livePaths = [
  'training.learning-rate',
  'model.dropout',
  'training.weight-decay',
  'training.l1',
  'training.l2',
] as const;

/** The recipe as it stands after so many epochs. */
export function recipeAt(recipe: Recipe, epochs: number): Recipe {
  return recipe.training.changes
    .filter((change) => change.epoch <= epochs)
    .sort((a, b) => a.epoch - b.epoch)
    .reduce((present, { path, value }) => setPath(present, path, value), recipe);
}

/** The recipe with one more change. Throws `recipe-invalid` for a field that is fixed while a run goes, or a bad value. */
export function withChange(recipe: Recipe, change: LiveChange): Recipe {
  checkChange(recipe, change.path, change.value);
  const { changes } = recipe.training;
  const kept = changes.filter(({ epoch, path }) => epoch !== change.epoch || path !== change.path);
  return { ...recipe, training: { ...recipe.training, changes: [...kept, change] } };
}

/** Throws `recipe-invalid` where `withChange` would. */
export function checkChange(recipe: Recipe, path: string, value: number): void {
  if (!(livePaths as readonly string[]).includes(path) || getPath(recipe, path) === undefined) {
    const known = livePaths.filter((one) => getPath(recipe, one) !== undefined);
    throw new HoneError('recipe-invalid', `${path} cannot be changed while the run is going.`, {
      place: { field: path },
      fix: `Change ${known.join(', ')}, or start a new run.`,
    });
  }
  setPath(recipe, path, value);
}
