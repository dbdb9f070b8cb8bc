// Differences between recipes.
import { expect, test } from 'vitest';
import { diffRecipes } from '../../../src/core/recipe/diff';
import { applyChanges } from '../../../src/core/recipe/paths';
import { defaultRecipe } from '../../../src/core/recipe/recipe';

const recipe = defaultRecipe('y');

test('equal recipes do not differ', () => {
  expect(diffRecipes(recipe, defaultRecipe('y'))).toEqual([]);
});

test('changed fields are listed with both values, in the order of the recipe', () => {
  const changed = applyChanges(recipe, {
    'training.early-stopping': false,
    'training.learning-rate': 1e-7,
    'model.hidden': [],
    seed: 4,
  });
  expect(diffRecipes(recipe, changed)).toEqual([
    { path: 'seed', before: '3', after: '4' },
    { path: 'model.hidden', before: '256,128', after: 'none' },
    { path: 'training.learning-rate', before: '0.001', after: '1e-7' },
    { path: 'training.early-stopping', before: 'true', after: 'false' },
  ]);
});

test('parameters that only one side has are empty on the other', () => {
  expect(diffRecipes(recipe, applyChanges(recipe, { 'training.optimizer': 'rmsprop' }))).toEqual([
    { path: 'training.optimizer', before: 'adam', after: 'rmsprop' },
    { path: 'training.optimizer.beta1', before: '0.9', after: '' },
    { path: 'training.optimizer.beta2', before: '0.999', after: '' },
    { path: 'training.optimizer.rho', before: '', after: '0.9' },
  ]);
});
