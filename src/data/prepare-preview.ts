// A column before and after preparation, from a sample of the file's rows.
import { HoneError } from '../core/errors';
import { beforeAfter } from '../core/preparation/before-after';
import { fitPreparation } from '../core/preparation/fit-preparation';
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
 * HoneError for a column that is not there or that the preparation leaves out, and where the data does not fit the recipe.
 */
export function previewPreparation(table: Table, recipe: Recipe, column: string): PreparePreview {
  const sample = sampleOf(table, recipe.seed);
  const resolved = resolveTarget(sample, recipe);
  const { parts } = splitRows(sample, resolved, recipe, { testFile: false });
  const preparation = fitPreparation(sample, parts.train, recipe);
  const preview = beforeAfter(sample, preparation, column);
  if (!preview) {
    throw new HoneError('column-missing', `The table has no column "${column}".`, { place: { column } });
  }
  if (preview.columns === 0) {
    throw new HoneError('data-invalid', `The column "${column}" is left out of the preparation.`, {
      place: { column },
      fix: 'Choose a column that the model sees: neither the target nor one that is ignored or left out.',
    });
  }
  return { ...preview, rows: { sampled: sample.rows, all: table.rows } };
}

/** A random sample of the rows, the same each time; all of a small table. */
function sampleOf(table: Table, seed: number): Table {
  if (table.rows <= MOST_ROWS) return table;
  const order = permutation(table.rows, createRandom(seed, streamOf('prepare-preview')));
  const rows = order.slice(0, MOST_ROWS).sort();
  return takeRows(table, rows);
}
