// Which columns the model sees, judged by the training rows alone.
import { HoneError } from '../errors';
import type { Recipe } from '../recipe/recipe';
import { type CategoryColumn, type Column, type NumericColumn, type Table, type TextColumn } from '../table';
import { isKnown } from './column-text';
import { hiddenColumns, requireRoles } from './roles';

/** A category column with more categories is taken as names or keys, which say nothing about new rows. */
const MOST_CATEGORIES = 1000;
/** So is one whose values are all different, from this many rows on. */
const LEAST_UNIQUE_ROWS = 20;

export interface SelectedFeatures {
  numbers: NumericColumn[];
  categories: CategoryColumn[];
  texts: TextColumn[];
  /** One sentence for each column that is left out though the recipe does not ignore it. */
  warnings: string[];
}

/**
 * All columns but the target, the ignored ones and those with a role, without those that are empty or different in every
 * training row. Throws a HoneError if none is left, or a role names a column that is not there.
 */
export function selectFeatures(table: Table, trainRows: Int32Array, recipe: Recipe): SelectedFeatures {
  requireRoles(table, recipe);
  const hidden = hiddenColumns(recipe);
  const selected: SelectedFeatures = { numbers: [], categories: [], texts: [], warnings: [] };
  for (const column of table.columns) {
    if (hidden.has(column.name)) continue;
    const fault = unfit(column, trainRows);
    if (fault) selected.warnings.push(`Column "${column.name}" ${fault}; it is left out.`);
    else if (column.type === 'category') selected.categories.push(column);
    else if (column.type !== 'text') selected.numbers.push(column);
    else if (recipe.prepare.text.kind !== 'none') selected.texts.push(column);
    else
      selected.warnings.push(
        `Column "${column.name}" holds free text; it is left out unless the preparation encodes texts.`,
      );
  }
  const { numbers, categories, texts } = selected;
  if (numbers.length + categories.length + texts.length === 0) throw noFeatures(table, selected.warnings);
  return selected;
}

/** Why a column cannot be a feature, as the end of a sentence, or null. */
function unfit(column: Column, trainRows: Int32Array): string | null {
  if (column.type !== 'category') {
    return trainRows.some((row) => isKnown(column, row)) ? null : 'has no value in the training rows';
  }
  const { codes, categories } = column;
  const seen = new Uint8Array(categories.length);
  let distinct = 0;
  let known = 0;
  for (const row of trainRows) {
    const code = codes[row] as number;
    if (code < 0) continue;
    known++;
    if (seen[code] === 1) continue;
    seen[code] = 1;
    distinct++;
  }
  if (known === 0) return 'has no value in the training rows';
  if (distinct > MOST_CATEGORIES) return `has ${distinct} categories, more than ${MOST_CATEGORIES}`;
  return known >= LEAST_UNIQUE_ROWS && distinct === known ? 'has another text in every row' : null;
}

function noFeatures(table: Table, warnings: readonly string[]): HoneError {
  const [first] = warnings;
  const message =
    table.columns.length === 1
      ? `The table has one column, "${table.columns[0]?.name}", so there is nothing to predict it from.`
      : first === undefined
        ? 'Every column but the target is ignored or has a role, so there is nothing to predict it from.'
        : `No column is left to predict from: ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
  return new HoneError('data-invalid', message, {
    place: { field: 'data.ignore' },
    fix: 'Add a column that says something about the target; check the delimiter if the file has more columns.',
  });
}
