// Remedies: changes of a recipe that differ from what it has and always leave it valid.
import { HoneError } from '../errors';
import { applyChanges, formatValue, getPath, listPaths, type RecipeValue } from '../recipe/paths';
import type { Recipe } from '../recipe/recipe';
import type { Remedy } from '../run/finding';

/** The number at a path, or null where the recipe has none there. Throws for an unknown path. */
export function numberAt(recipe: Recipe, path: string): number | null {
  const value = getPath(recipe, path);
  return typeof value === 'number' ? value : null;
}

/** The hidden layers of the model, or null for a family without them. */
export function hiddenOf(recipe: Recipe): readonly number[] | null {
  const value = getPath(recipe, 'model.hidden');
  return Array.isArray(value) ? (value as number[]) : null;
}

/** A number brought into the range of its field and down to two digits that matter. */
function fitted(path: string, value: number): number {
  const field = listPaths().find((candidate) => candidate.path === path);
  const rounded = field?.type === 'integer' ? Math.round(value) : Number(value.toPrecision(2));
  return Math.min(field?.maximum ?? rounded, Math.max(field?.minimum ?? rounded, rounded));
}

function isValid(recipe: Recipe, changes: Record<string, RecipeValue>): boolean {
  try {
    applyChanges(recipe, changes);
    return true;
  } catch (error) {
    if (error instanceof HoneError) return false;
    throw error;
  }
}

/** What comes first where every hidden weight starts at 0: units that begin alike stay alike, whatever else is changed. */
export function unlikeStart(recipe: Recipe): Remedy[] {
  if (getPath(recipe, 'model.initializer') !== 'zeros' || hiddenOf(recipe)?.length === 0) return [];
  return offer(
    recipe,
    'He initialization',
    'Weights that all start at 0 get the same gradient or none, so nothing else helps before that.',
    { 'model.initializer': 'he-normal' },
  );
}

/** A value to set, or null to leave the path out. */
type Wish = number | string | boolean | readonly number[] | null;

/**
 * The remedy as a list: empty if nothing of it would change the recipe, or if the recipe would not be valid with it.
 * Numbers are fitted into the range of their field.
 */
export function offer(
  recipe: Recipe,
  title: string,
  why: string,
  wishes: Readonly<Record<string, Wish>>,
): Remedy[] {
  const changes: Remedy['changes'] = {};
  for (const [path, wish] of Object.entries(wishes)) {
    const present = getPath(recipe, path);
    if (present === undefined || wish === null) continue;
    const value = typeof wish === 'number' ? fitted(path, wish) : wish;
    if (formatValue(value) !== formatValue(present))
      changes[path] = typeof value === 'object' ? [...value] : value;
  }
  return Object.keys(changes).length > 0 && isValid(recipe, changes) ? [{ title, why, changes }] : [];
}
