// The nearest word for "Did you mean …?".
import { expect, test } from 'vitest';
import { editDistance, nearest } from '../../../src/core/recipe/nearest';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['adam', 'adma', 1],
  ['ca', 'abc', 3],
  ['seed', 'seed', 0],
])('from %s to %s are %i edits', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
  expect(editDistance(to, from)).toBe(distance);
});

test('the nearest candidate is found, and nothing when all are far', () => {
  expect(nearest('relo', ['tanh', 'relu', 'linear'])).toBe('relu');
  expect(nearest('TANH', ['tanh', 'relu'])).toBe('tanh');
  expect(nearest('quadratic', ['tanh', 'relu'])).toBeNull();
  expect(nearest('xy', ['ab', 'l1'])).toBeNull();
  expect(nearest('a', [])).toBeNull();
});
