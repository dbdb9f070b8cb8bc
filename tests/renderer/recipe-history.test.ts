// Undo and redo of the recipe: what joins, what is refused, what brings back what.
import { expect, test } from 'vitest';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import { createRecipeHistory } from '../../src/renderer/state/recipe-history';

function opened() {
  const history = createRecipeHistory();
  history.open(defaultRecipe('y'));
  return history;
}

const usual = defaultRecipe('y');

const present = (history: ReturnType<typeof opened>) => {
  const recipe = history.store.get().present;
  if (!recipe) throw new Error('no recipe');
  return recipe;
};

test('typing in one field is one step of undo, another field is another', () => {
  const history = opened();
  for (const epochs of [1, 15, 150]) history.edit('training.epochs', epochs);
  history.edit('model.dropout', 0.5);
  expect(history.store.get().past).toHaveLength(2);
  history.undo();
  expect([present(history).training.epochs, present(history).model.dropout]).toEqual([
    150,
    usual.model.dropout,
  ]);
  history.undo();
  expect(present(history).training.epochs).toBe(usual.training.epochs);
  history.redo();
  history.redo();
  expect([present(history).training.epochs, present(history).model.dropout]).toEqual([150, 0.5]);
});

test('after the field was left, the same field is a new step', () => {
  const history = opened();
  history.edit('training.epochs', 10);
  history.seal();
  history.edit('training.epochs', 20);
  history.undo();
  expect(present(history).training.epochs).toBe(10);
});

test('another kind brings its own defaults, and undo the old parameters', () => {
  const history = opened();
  history.edit('training.optimizer.beta1', 0.5);
  history.edit('training.optimizer', 'momentum');
  expect(present(history).training.optimizer).toEqual({ kind: 'momentum', momentum: 0.9 });
  history.undo();
  expect(present(history).training.optimizer).toMatchObject({ kind: 'adam', beta1: 0.5 });
});

test('a refused value changes nothing and is no step', () => {
  const history = opened();
  expect(history.edit('training.epochs', -1)).toBe(false);
  expect(history.edit('model.hidden', [1.5])).toBe(false);
  expect(history.store.get().past).toHaveLength(0);
  expect(present(history)).toEqual(defaultRecipe('y'));
});

test('marks of invalid text stay with other edits and go with undo and with a whole recipe', () => {
  const history = opened();
  history.edit('training.epochs', 50);
  history.mark('training.learning-rate', 'Give a number.');
  history.edit('model.dropout', 0.1);
  expect(history.store.get().invalid).toEqual({ 'training.learning-rate': 'Give a number.' });
  history.undo();
  expect(history.store.get().invalid).toEqual({});
  history.mark('training.learning-rate', 'Give a number.');
  history.change({ ...present(history), seed: 7 });
  expect(history.store.get().invalid).toEqual({});
});
