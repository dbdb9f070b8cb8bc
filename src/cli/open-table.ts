// The start of every command on a table: the recipe that file, options and settings make, and the table read as it says.
import { resolve } from 'node:path';
import type { Recipe } from '../core/recipe/recipe';
import type { Dataset } from '../workbench/contract/commands';
import { readRecipe } from './recipe-file';
import { type RecipeOptions, recipeFromOptions } from './recipe-options';
import type { Session } from './session';
import {
  checkSheet,
  parseType,
  type SourceOptions,
  sourceArguments,
  sourceSettings,
  tablesAt,
  withSources,
} from './table-sources';
import { checkColumn, requireTarget } from './target-column';
import { tellWarnings } from './warnings';
import { watchWork } from './watch-work';

/** What the command line says about a table and what is to be learned from it. */
export interface TableOptions extends SourceOptions, RecipeOptions {
  target?: string;
  /** File of the recipe to start from. */
  recipe?: string;
  quiet?: boolean;
}

export interface OpenTable {
  /** Absolute path of the first file. */
  data: string;
  dataset: Dataset;
  recipe: Recipe;
  /** Absolute path of the file of test rows; null if none is named. */
  test: string | null;
}

/** The training of the same table and recipe as a command. */
export function trainCommand(files: readonly string[], options: TableOptions, target: string): string[] {
  const { recipe, set = [], seed, test } = options;
  const named = (option: string, value: string | undefined) => (value === undefined ? [] : [option, value]);
  return [
    ...['hone', 'train', ...sourceArguments(files, options), '--target', target],
    ...named('--recipe', recipe),
    ...set.flatMap((setting) => ['--set', setting]),
    ...named('--seed', seed),
    ...named('--test', test),
  ];
}

/** A name that no column has: the target is named, or proposed, when the columns are known. */
const UNNAMED = '\0';

/** Opens the files for a command that needs no target. HoneError for what cannot be read and for wrong options. */
export async function openTable(
  session: Session,
  files: readonly string[],
  options: TableOptions,
): Promise<OpenTable> {
  const { cwd } = session;
  const [data = '', ...more] = files.flatMap((file) => tablesAt(resolve(cwd, file)));
  const base = options.recipe === undefined ? undefined : await readRecipe(resolve(cwd, options.recipe));
  const settled = recipeFromOptions(options.target ?? base?.data.target ?? UNNAMED, options, base);
  const append = [...more, ...(options.append ?? [])];
  const recipe = withSources(settled, cwd, { ...options, append });
  const workbench = await session.connect();
  const { type = [], sheet } = options;
  const dataset = await watchWork(
    session,
    { quiet: options.quiet, cancel: () => workbench.cancelData(null) },
    () => workbench.openFile(data, sourceSettings(recipe)),
  );
  for (const { column } of type.map(parseType)) checkColumn(column, dataset.profile);
  if (sheet !== undefined) checkSheet(sheet, dataset.profile);
  return { data, dataset, recipe, test: options.test === undefined ? null : resolve(cwd, options.test) };
}

/** Opens the files for a command that learns a target, and tells what looks odd in them. */
export async function openForTarget(
  session: Session,
  files: readonly string[],
  options: TableOptions,
): Promise<OpenTable> {
  const opened = await openTable(session, files, options);
  const { profile } = opened.dataset;
  const named = opened.recipe.data.target;
  checkColumn(requireTarget(named === UNNAMED ? undefined : named, profile), profile);
  tellWarnings(session.terminal, profile.warnings, options.quiet);
  return opened;
}
