// How much each row counts in training: a column of weights, and classes that are to count alike.
import { HoneError } from '../errors';
import type { Recipe } from '../recipe/recipe';
import { findColumn, type Table } from '../table';
import type { ResolvedTarget } from './resolve-target';
import { rowName, valuePlace } from './row-place';

/**
 * A weight for each row of the table, 1 on average over the training rows; null where all count alike. Balanced class
 * weights are n / (classes · n_c) over the training rows (`compute_class_weight('balanced')`). Throws a HoneError for a
 * weight column that is missing, not numeric, or holds a negative or missing weight in a row with a target.
 */
export function rowWeights(
  table: Table,
  target: ResolvedTarget,
  trainRows: Int32Array,
  recipe: Recipe,
): Float64Array | null {
  const byClass = recipe.training.classWeights === 'balanced' && target.task !== 'regression';
  const column = recipe.data.weight === '' ? null : weightColumn(table, target, recipe.data.weight);
  if (!byClass && !column) return null;
  const weights = new Float64Array(table.rows).fill(1);
  if (column) weights.set(column);
  if (byClass) {
    const counts = new Float64Array(target.classes.length);
    for (const row of trainRows)
      counts[target.values[row] as number] = counts[target.values[row] as number]! + 1;
    for (const row of target.rows) {
      const count = counts[target.values[row] as number] as number;
      weights[row] =
        count === 0 ? 0 : ((weights[row] as number) * trainRows.length) / (counts.length * count);
    }
  }
  const total = trainRows.reduce((sum, row) => sum + (weights[row] as number), 0);
  if (total === 0) throw fault(recipe.data.weight, 'is 0 in every training row', {});
  return weights.map((weight) => (weight * trainRows.length) / total);
}

function weightColumn(table: Table, target: ResolvedTarget, name: string): Float64Array {
  const column = findColumn(table, name);
  if (!column) throw fault(name, 'is no column of the table', {});
  if (column.type !== 'number' && column.type !== 'boolean') throw fault(name, 'does not hold numbers', {});
  if (name === target.name) throw fault(name, 'is the target', {});
  for (const row of target.rows) {
    const value = column.values[row] as number;
    if (value >= 0 && Number.isFinite(value)) continue;
    const what = Number.isNaN(value) ? 'is missing' : `is ${value}`;
    throw fault(name, `${what} on ${rowName(table, row)}`, valuePlace(table, row, name));
  }
  return Float64Array.from(column.values);
}

function fault(column: string, what: string, place: object): HoneError {
  return new HoneError('data-invalid', `The row weight "${column}" ${what}.`, {
    place: { column, field: 'data.weight', ...place },
    fix: 'Name a column of numbers from 0 on with a value in every row, or leave the row weights empty.',
  });
}
