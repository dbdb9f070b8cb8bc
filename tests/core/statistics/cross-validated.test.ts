// The mean over folds with its corrected error, and the summary of a cross-validation.
import { expect, test } from 'vitest';
import { foldRecipe, withFold } from '../../../src/core/recipe/fold-recipe';
import { applyChanges } from '../../../src/core/recipe/paths';
import { defaultRecipe, recipeSchema } from '../../../src/core/recipe/recipe';
import type { FoldScore } from '../../../src/core/run/folds';
import { sumUpFolds } from '../../../src/core/run/sum-up-folds';
import { crossValidated } from '../../../src/core/statistics/cross-validated';

test('the error is that of Nadeau and Bengio', () => {
  const figures = [0.8, 0.85, 0.75, 0.9, 0.8];
  const found = crossValidated(figures, 1 / 4);
  // Worked out by hand: the squares add up to 0.013.
  expect(found?.mean).toBeCloseTo(0.82, 12);
  expect(found?.deviation).toBeCloseTo(Math.sqrt(0.013 / 4), 12);
  expect(found?.error).toBeCloseTo(Math.sqrt((1 / 5 + 1 / 4) * (0.013 / 4)), 12);
  expect(found?.error).toBeGreaterThan((found?.deviation ?? 0) / Math.sqrt(5));
});

test('a single figure says nothing of its spread', () => {
  expect(crossValidated([0.5], 0.25)).toBeNull();
  expect(crossValidated([0.5, 0.5], 0.25)).toEqual({ mean: 0.5, deviation: 0, error: 0 });
});

const score = (fold: number, accuracy: number, rocAuc: number | null): FoldScore => ({
  repeat: 1,
  fold,
  rows: { train: 60, validation: 20, judged: 20 },
  part: 'test',
  bestEpoch: 3,
  loss: 1 / fold,
  metrics: { accuracy, rocAuc },
});

test('every figure that a fold has is summed up, the loss last', () => {
  const summary = sumUpFolds([score(1, 0.5, 0.9), score(2, 0.7, null)]);
  expect(summary.map(({ metric, folds }) => [metric, folds])).toEqual([
    ['accuracy', 2],
    ['rocAuc', 1],
    ['loss', 2],
  ]);
  expect(summary[0]?.mean).toBeCloseTo(0.6, 12);
  expect(summary[0]?.error).toBeCloseTo(Math.sqrt((1 / 2 + 20 / 60) * 0.02), 12);
  expect(summary[1]).toEqual({ metric: 'rocAuc', mean: 0.9, deviation: null, error: null, folds: 1 });
  expect(sumUpFolds([])).toEqual([]);
});

test('a recipe becomes one of folds that are dealt as its split draws', () => {
  const recipe = defaultRecipe('y');
  const counts = { folds: 4, repeats: 2 };
  expect(foldRecipe(recipe, counts).split).toEqual({
    kind: 'k-fold',
    folds: 4,
    fold: 1,
    repeats: 2,
    repeat: 1,
    by: 'auto',
    validation: 0.15,
  });
  const by = (changes: Parameters<typeof applyChanges>[1]) =>
    foldRecipe(applyChanges(recipe, changes), { folds: 3, repeats: 1 }).split;
  expect(by({ split: 'group', 'split.validation': 0.8, 'split.test': 0.1 })).toMatchObject({
    by: 'groups',
    validation: 0.5,
  });
  expect(by({ split: 'time-ordered' })).toMatchObject({ by: 'time' });
  expect(by({ split: 'k-fold', 'split.by': 'rows', 'split.fold': 5, 'split.validation': 0 })).toMatchObject({
    by: 'rows',
    fold: 1,
    folds: 3,
    validation: 0,
  });
  const one = withFold(foldRecipe(recipe, counts), { repeat: 2, fold: 4 });
  expect(recipeSchema.parse(one)).toEqual(one);
  expect(one.split).toMatchObject({ repeat: 2, fold: 4 });
});

test('impossible counts are refused', () => {
  const recipe = defaultRecipe('y');
  expect(() => foldRecipe(recipe, { folds: 1, repeats: 1 })).toThrow(
    '1 is no number of folds from 2 to 100.',
  );
  expect(() => foldRecipe(recipe, { folds: 5, repeats: 0 })).toThrow('0 is no number of repeats');
  const byTime = applyChanges(recipe, { 'data.time': 'day' });
  expect(() => foldRecipe(byTime, { folds: 5, repeats: 2 })).toThrow('same in every repeat');
  expect(foldRecipe(byTime, { folds: 5, repeats: 1 }).split.kind).toBe('k-fold');
});
