// Changes while a run goes: which fields take them, how they are recorded, and what holds when.
import { expect, test } from 'vitest';
import { checkChange, livePaths, recipeAt, withChange } from '../../../src/core/recipe/live-changes';
import { listPaths } from '../../../src/core/recipe/paths';
import { defaultRecipe, recipeSchema } from '../../../src/core/recipe/recipe';

const recipe = defaultRecipe('y');
const rate = (epoch: number, value: number) => ({ epoch, path: 'training.learning-rate', value });

test('a change holds from its epoch on', () => {
  const changed = withChange(withChange(recipe, rate(3, 0.1)), rate(5, 0.2));
  const seen = [0, 2, 3, 4, 5, 99].map((epochs) => recipeAt(changed, epochs).training.learningRate);
  expect(seen).toEqual([0.001, 0.001, 0.1, 0.1, 0.2, 0.2]);
  expect(recipeSchema.parse(JSON.parse(JSON.stringify(changed)))).toEqual(changed);
});

test('a second change of the same value in the same epoch replaces the first', () => {
  const changed = withChange(withChange(recipe, rate(3, 0.1)), rate(3, 0.2));
  expect(changed.training.changes).toEqual([rate(3, 0.2)]);
});

test('an earlier change that is made later does not outlast a later one', () => {
  const changed = withChange(withChange(recipe, rate(10, 0.1)), rate(3, 0.2));
  expect([5, 12].map((epochs) => recipeAt(changed, epochs).training.learningRate)).toEqual([0.2, 0.1]);
});

test('every live path is a field of the recipe', () => {
  const paths = listPaths().map((field) => field.path);
  for (const path of livePaths) expect(paths).toContain(path);
});

test.each([
  ['training.batch-size', 64, /cannot be changed while the run is going/],
  ['training.nonsense', 1, /cannot be changed while the run is going/],
  ['training.learning-rate', -1, /learning-rate/],
  ['model.dropout', 2, /dropout/],
])('%s = %d is refused', (path, value, message) => {
  expect(() => checkChange(recipe, path, value)).toThrow(message);
  expect(() => withChange(recipe, { epoch: 0, path, value })).toThrow(message);
});
