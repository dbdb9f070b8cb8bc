// What differs between two recipes, field by field.
import { formatValue, getPath, listPaths } from './paths';
import type { Recipe } from './recipe';

/** Values as text; empty where a recipe does not have the field. */
export interface RecipeChange {
  path: string;
  before: string;
  after: string;
}

/** The fields whose values differ, in the order of the recipe. */
export function diffRecipes(before: Recipe, after: Recipe): RecipeChange[] {
  const paths = new Set(listPaths().map((field) => field.path));
  const textAt = (recipe: Recipe, path: string) => {
    const value = getPath(recipe, path);
    return value === undefined ? '' : formatValue(value);
  };
  return [...paths]
    .map((path) => ({ path, before: textAt(before, path), after: textAt(after, path) }))
    .filter((change) => change.before !== change.after);
}
