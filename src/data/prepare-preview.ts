// A column before and after preparation, from a sample of the file's rows.
import { HoneError } from '../core/errors';
import { beforeAfter } from '../core/preparation/before-after';
import { fitPreparation } from '../core/preparation/fit-preparation';
import { selectFeatures } from '../core/preparation/select-features';
import { hiddenColumns } from '../core/preparation/roles';
import { resolveTarget } from '../core/preparation/resolve-target';
import { splitRows } from '../core/preparation/split-rows';
import { takeRows } from '../core/preparation/take-rows';
import { createRandom, permutation, streamOf } from '../core/random';
import type { Recipe } from '../core/recipe/recipe';
import type { PreparePreview } from '../core/run/preparation';
import type { Table } from '../core/table';

const MOST_ROWS = 5000;

/**
 * Splits and prepares a random sample of the table's rows by the recipe, and draws one column before and after. Throws a
 * HoneError for a column that is not there or is no feature, and where the data does not fit the recipe.
 */
export function previewPreparation(table: Table, recipe: Recipe, column: string): PreparePreview {
  const sample = sampleOf(table, recipe.seed);
  const resolved = resolveTarget(sample, recipe);
  const { parts } = splitRows(sample, resolved, recipe, { testFile: false });
  // Steps over all columns come behind what is drawn, and would only take time.
  const drawn: Recipe = { ...recipe, prepare: { ...recipe.prepare, features: [] } };
  const preparation = fitPreparation(sample, parts.train, drawn);
  const preview = beforeAfter(sample, preparation, column);
  if (!preview) {
    throw new HoneError('column-missing', `The table has no column "${column}".`, { place: { column } });
  }
  if (hiddenColumns(recipe).has(column)) {
    throw new HoneError('data-invalid', `The column "${column}" is no feature.`, {
      place: { column },
      fix: 'Choose a column that the model sees: neither the target nor one that is ignored or has a role.',
    });
  }
  const leftOut = preview.columns > 0 ? '' : whyLeftOut(sample, parts.train, recipe, column);
  return { ...preview, leftOut, rows: { sampled: sample.rows, all: table.rows } };
}

function whyLeftOut(table: Table, trainRows: Int32Array, recipe: Recipe, column: string): string {
  const { warnings } = selectFeatures(table, trainRows, recipe);
  return warnings.find((warning) => warning.startsWith(`Column "${column}" `)) ?? '';
}

/** A random sample of the rows, the same each time; all of a small table. */
function sampleOf(table: Table, seed: number): Table {
  if (table.rows <= MOST_ROWS) return table;
  const order = permutation(table.rows, createRandom(seed, streamOf('prepare-preview')));
  const rows = order.slice(0, MOST_ROWS).sort();
  return takeRows(table, rows);
}
