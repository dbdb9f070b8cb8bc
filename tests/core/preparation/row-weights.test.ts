// Weights of rows: from a column, from the classes, and refusals that name the place.
import { expect, test } from 'vitest';
import { resolveTarget } from '../../../src/core/preparation/resolve-target';
import { rowWeights } from '../../../src/core/preparation/row-weights';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import type { Table } from '../../../src/core/table';
import { tableOf } from './tables';

const table = tableOf({
  a: [1, 2, 3, 4, 5, 6],
  w: [1, 2, 3, 4, 0, 5],
  y: ['p', 'p', 'p', 'p', 'q', null],
});

function weigh(table: Table, change: { weight?: string; classWeights?: string }, train = [0, 1, 2, 3, 4]) {
  const { weight = '', classWeights = 'none' } = change;
  const recipe = recipeSchema.parse({ data: { target: 'y', weight }, training: { classWeights } });
  return rowWeights(table, resolveTarget(table, recipe), Int32Array.from(train), recipe);
}

test('without either all rows count alike', () => {
  expect(weigh(table, {})).toBeNull();
});

test('a column weighs rows, with 1 on average over the training rows', () => {
  expect([...weigh(table, { weight: 'w' })!.slice(0, 5)]).toEqual([0.5, 1, 1.5, 2, 0]);
  expect([...weigh(table, { weight: 'w' }, [0, 1])!.slice(0, 2)]).toEqual([2 / 3, 4 / 3]);
});

test('balanced classes count the same together (compute_class_weight)', () => {
  const weights = weigh(table, { classWeights: 'balanced' })!;
  [5 / 8, 5 / 8, 5 / 8, 5 / 8, 5 / 2].forEach((expected, row) => {
    expect(weights[row]).toBeCloseTo(expected, 12);
  });
});

test('both multiply', () => {
  const weights = weigh(table, { weight: 'a', classWeights: 'balanced' })!;
  expect(weights[1]! / weights[0]!).toBeCloseTo(2, 12);
  expect(weights[4]! / weights[0]!).toBeCloseTo(20, 12);
});

test.each([
  ['nobody', table, /"nobody" is no column/],
  ['y', table, /does not hold numbers/],
  ['w', tableOf({ a: [1, 2, 3], w: [1, -2, 3], y: ['p', 'q', 'p'] }), /is -2 on line 3/],
  ['w', tableOf({ a: [1, 2, 3], w: [1, null, 3], y: ['p', 'q', 'p'] }), /is missing on line 3/],
  ['w', tableOf({ a: [1, 2, 3], w: [0, 0, 0], y: ['p', 'q', 'p'] }), /0 in every training row/],
])('%s is refused', (weight, given, message) => {
  expect(() => weigh(given, { weight }, [0, 1, 2])).toThrow(message);
});
