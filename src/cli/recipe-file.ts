// A recipe from a file: that of a run, or one alone.
import { readFile } from 'node:fs/promises';
import { HoneError } from '../core/errors';
import { storedRecipeSchema } from '../core/recipe/migrate';
import type { Recipe } from '../core/recipe/recipe';

/** Reads a `run.json` or a recipe as JSON, of this or an older version. Throws a HoneError that names file and field. */
export async function readRecipe(file: string): Promise<Recipe> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new HoneError(
      missing ? 'file-not-found' : 'recipe-invalid',
      missing ? 'There is no such recipe file.' : 'The recipe file is not JSON.',
      { place: { file }, fix: 'Name the run.json of a run, or a file with a recipe alone.', cause: error },
    );
  }
  const recipe = isRecord(content) && isRecord(content.recipe) ? content.recipe : content;
  const parsed = storedRecipeSchema.safeParse(recipe);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = (issue?.path ?? []).join('.');
  throw new HoneError(
    'recipe-invalid',
    `The file holds no recipe: ${field} ${issue?.message ?? 'is wrong'}.`,
    {
      place: { file, field },
      fix: 'Name the run.json of a run, or a file with a recipe alone.',
    },
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
