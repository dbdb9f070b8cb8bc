// The recipe that the options of a command line describe.
import { HoneError } from '../core/errors';
import { withChange } from '../core/recipe/live-changes';
import { getPath, setPath, setPathText } from '../core/recipe/paths';
import { defaultRecipe, type Recipe } from '../core/recipe/recipe';
import type { LiveChange } from '../core/recipe/training';

export interface RecipeOptions {
  /** Texts of the form `path=value`, applied in their order. */
  set?: readonly string[];
  seed?: string;
  test?: string;
  /** Texts of the form `epoch:path=value`: what a change while training would do. */
  change?: readonly string[];
}

/** The recipe, for that target and with every setting applied; `recipe-invalid` names the nearest path or value. */
export function recipeFromOptions(
  target: string,
  options: RecipeOptions,
  base: Recipe = defaultRecipe(target),
): Recipe {
  return withSettings({ ...base, data: { ...base.data, target } }, options);
}

/** A recipe with every setting of the options applied. */
export function withSettings(recipe: Recipe, { set = [], seed, test, change = [] }: RecipeOptions): Recipe {
  const settings = set.map(splitSetting);
  if (seed !== undefined) settings.push(['seed', seed]);
  const settled = withoutTestRows(
    settings.reduce((changed, [path, value]) => setPathText(changed, path, value), recipe),
    test,
  );
  return change.map(splitChange).reduce((changed, one) => withChange(changed, one), settled);
}

/** Rows for a test part would be lost to training where a test file judges. */
function withoutTestRows(recipe: Recipe, test: string | undefined): Recipe {
  const hasShare = test !== undefined && getPath(recipe, 'split.test') !== undefined;
  return hasShare ? setPath(recipe, 'split.test', 0) : recipe;
}

function splitSetting(setting: string): [path: string, value: string] {
  const equals = setting.indexOf('=');
  if (equals > 0) return [setting.slice(0, equals), setting.slice(equals + 1)];
  throw new HoneError('recipe-invalid', `'${setting}' is not a setting of the form path=value.`, {
    fix: 'Write for instance --set training.epochs=50.',
  });
}

function splitChange(text: string): LiveChange {
  const [, epoch, path, value] = /^(\d+):([^=]+)=(.+)$/.exec(text) ?? [];
  if (epoch !== undefined && path !== undefined && Number.isFinite(Number(value))) {
    return { epoch: Number(epoch), path, value: Number(value) };
  }
  throw new HoneError('recipe-invalid', `'${text}' is not a change of the form epoch:path=value.`, {
    fix: 'Write for instance --change 20:training.learning-rate=0.0001.',
  });
}
