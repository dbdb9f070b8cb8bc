// Recipes of earlier versions, as files and messages hold them, brought to the present form.
import { z } from 'zod';
import { usualDialect } from './dialect';
import { recipeSchema } from './recipe';

type Draft = Record<string, unknown>;

/** What turns a recipe of each version into one of the next. Fields that are new since then take their defaults. */
const steps: Record<number, (recipe: Draft) => Draft> = {
  1: normalizationAsChoice,
  2: headerAsRows,
};

/**
 * The same recipe in the present version; anything that is not a recipe of an earlier one is returned as it is, for
 * the schema to judge.
 */
export function migrateRecipe(value: unknown): unknown {
  let recipe = value;
  while (isDraft(recipe)) {
    // The very first recipes could leave their version out.
    const version = recipe.version ?? 1;
    const step = typeof version === 'number' ? steps[version] : undefined;
    if (!step) break;
    recipe = { ...step(recipe), version: (version as number) + 1 };
  }
  return recipe;
}

/** A recipe of any version, read to the present one. */
export const storedRecipeSchema = z.preprocess(migrateRecipe, recipeSchema);

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Version 1 knew batch normalization alone, as a switch with fixed momentum and epsilon. */
function normalizationAsChoice(recipe: Draft): Draft {
  const { model } = recipe;
  if (!isDraft(model) || !('batchNormalization' in model)) return recipe;
  const { batchNormalization, ...rest } = model;
  const normalization =
    batchNormalization === true
      ? { kind: 'batch-normalization', momentum: 0.9, epsilon: 1e-3 }
      : { kind: 'none' };
  return { ...recipe, model: { normalization, ...rest } };
}

/** Version 2 knew a header of one row or none, as a switch. */
function headerAsRows(recipe: Draft): Draft {
  const { data } = recipe;
  if (!isDraft(data) || !isDraft(data.dialect) || !('header' in data.dialect)) return recipe;
  const { header, ...rest } = data.dialect;
  return {
    ...recipe,
    data: { ...data, dialect: { ...usualDialect, ...rest, headerRows: header === true ? 1 : 0 } },
  };
}
