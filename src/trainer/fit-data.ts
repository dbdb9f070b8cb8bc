// What is learned from the tables of a job before any tensor is made: the task, the parts, the preparation, the target.
import type { Parts } from '../core/choices/splits/split';
import { fitPreparation } from '../core/preparation/fit-preparation';
import type { Preparation, Target } from '../core/preparation/preparation';
import { leaveCopies } from '../core/preparation/leave-copies';
import { type ResolvedTarget, resolveTarget } from '../core/preparation/resolve-target';
import { selectFeatures } from '../core/preparation/select-features';
import { type KeptRows, type SplitMemory, splitRows } from '../core/preparation/split-rows';
import { fitTarget } from '../core/preparation/target-values';
import type { Recipe } from '../core/recipe/recipe';
import { type ResolvedSeries, resolveSeries } from '../core/series/resolved-series';
import { windowRecipe } from '../core/series/window-recipe';
import { windowTable } from '../core/series/window-table';
import type { Table } from '../core/table';
import { lossOf } from '../engine/train/step-of';
import { inFile } from './in-file';
import type { ReadFiles } from './load-data';

export interface FittedData {
  /** The table of windows that everything else is of, where the recipe makes some of a series; else null. */
  windows: { series: ResolvedSeries; table: Table } | null;
  resolved: ResolvedTarget;
  /** Row numbers of the table. */
  parts: Parts;
  /** How many rows stayed in the part that they were in; null where no split is remembered. */
  kept: KeptRows | null;
  preparation: Preparation;
  target: Target;
  warnings: string[];
}

/** Makes windows where the recipe asks for them, splits the rows and fits everything on the training part. Throws a HoneError where the data does not fit the recipe. */
export function fitData(
  { data, test }: ReadFiles,
  given: Recipe,
  memory: SplitMemory | null = null,
): FittedData {
  return inFile(data.file, () => {
    const { windows, table, recipe, warnings } = windowsOf(data.read.table, given);
    const resolved = resolveTarget(table, recipe);
    const distinct = leaveCopies(table, resolved, recipe);
    const split = splitRows(table, distinct, recipe, { testFile: test !== null, memory });
    const { parts } = split;
    const features = selectFeatures(table, parts.train, recipe);
    const preparation = fitPreparation(table, parts.train, recipe, features);
    const { targetScale } = lossOf(recipe, resolved.task);
    return {
      windows,
      resolved,
      parts,
      kept: split.kept,
      preparation,
      target: fitTarget(resolved, parts.train, recipe, targetScale),
      warnings: [
        ...data.read.warnings,
        ...warnings,
        ...distinct.warnings,
        ...split.warnings,
        ...features.warnings,
      ],
    };
  });
}

/** The table and the recipe that rows are made of: those given, or windows of the series and what follows for them. */
function windowsOf(given: Table, asked: Recipe) {
  const found = resolveSeries(given, asked);
  if (!found) return { windows: null, table: given, recipe: asked, warnings: [] };
  const { series, warnings } = found;
  const table = windowTable(given, series);
  const { recipe, warnings: further } = windowRecipe(asked, series);
  return { windows: { series, table }, table, recipe, warnings: [...warnings, ...further] };
}
