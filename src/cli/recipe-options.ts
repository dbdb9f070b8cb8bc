// The recipe that the options of `hone train` describe.
import { HoneError } from '../core/errors';
import { setPathText } from '../core/recipe/paths';
import { defaultRecipe, type Recipe } from '../core/recipe/recipe';

export interface RecipeOptions {
  /** Texts of the form `path=value`, applied in their order. */
  set?: readonly string[];
  seed?: string;
  test?: string;
}

/** The default recipe with every setting applied; `recipe-invalid` names the nearest path or value. */
export function recipeFromOptions(target: string, options: RecipeOptions): Recipe {
  return withSettings(defaultRecipe(target), options);
}

/** A recipe with every setting of the options applied. */
export function withSettings(recipe: Recipe, { set = [], seed, test }: RecipeOptions): Recipe {
  const settings = set.map(splitSetting);
  if (seed !== undefined) settings.push(['seed', seed]);
  // Rows for a test part would be lost to training where a test file judges.
  if (test !== undefined) settings.push(['split.test', '0']);
  return settings.reduce((changed, [path, value]) => setPathText(changed, path, value), recipe);
}

function splitSetting(setting: string): [path: string, value: string] {
  const equals = setting.indexOf('=');
  if (equals > 0) return [setting.slice(0, equals), setting.slice(equals + 1)];
  throw new HoneError('recipe-invalid', `'${setting}' is not a setting of the form path=value.`, {
    fix: 'Write for instance --set training.epochs=50.',
  });
}
