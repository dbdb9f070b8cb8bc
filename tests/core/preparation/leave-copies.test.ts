// Leaving out rows that repeat an earlier one.
import { expect, test } from 'vitest';
import { leaveCopies } from '../../../src/core/preparation/leave-copies';
import { resolveTarget } from '../../../src/core/preparation/resolve-target';
import { applyChanges } from '../../../src/core/recipe/paths';
import { defaultRecipe } from '../../../src/core/recipe/recipe';
import type { Table } from '../../../src/core/table';

const table: Table = {
  rows: 6,
  columns: [
    { name: 'nr', type: 'number', values: Float64Array.of(1, 2, 3, 4, 5, 6) },
    { name: 'x', type: 'number', values: Float64Array.of(1, 2, 1, Number.NaN, Number.NaN, 2) },
    { name: 'y', type: 'category', codes: Int32Array.of(0, 1, 0, 1, 1, 0), categories: ['a', 'b'] },
  ],
};

const rowsLeft = (changes: Parameters<typeof applyChanges>[1]) => {
  const recipe = applyChanges(defaultRecipe('y'), changes);
  return leaveCopies(table, resolveTarget(table, recipe), recipe);
};

test('copies stay unless the recipe drops them', () => {
  const left = rowsLeft({ 'data.id': ['nr'] });
  expect([...left.rows]).toEqual([0, 1, 2, 3, 4, 5]);
  expect(left.warnings).toEqual([]);
});

test('of equal rows the first stays; missing values are equal, the target counts, row names do not', () => {
  const left = rowsLeft({ 'data.copies': 'drop', 'data.id': ['nr'] });
  expect([...left.rows]).toEqual([0, 1, 3, 5]);
  expect(left.warnings).toEqual(['2 rows repeat an earlier row and are left out.']);
  expect([...rowsLeft({ 'data.copies': 'drop', 'data.ignore': ['nr', 'x'] }).rows]).toEqual([0, 1]);
});

test('a row name that the model sees tells rows apart', () => {
  expect([...rowsLeft({ 'data.copies': 'drop' }).rows]).toEqual([0, 1, 2, 3, 4, 5]);
});
