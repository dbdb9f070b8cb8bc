// What part a column plays: target, feature, or ignored. Each change is one undo step.
import { applyChanges } from '../../core/recipe/paths';
import type { RecipeHistory } from './recipe-history';

/** Makes the column the target; a target is never ignored, nor does it weigh rows. */
export function chooseTarget(history: RecipeHistory, name: string): void {
  const { present } = history.store.get();
  if (!present) return;
  const ignore = present.data.ignore.filter((other) => other !== name);
  const weight = present.data.weight === name ? '' : present.data.weight;
  history.change(
    applyChanges(present, { 'data.target': name, 'data.ignore': ignore, 'data.weight': weight }),
  );
}

/** Lets the model see the column, or not. */
export function setFeature(history: RecipeHistory, name: string, used: boolean): void {
  const { present } = history.store.get();
  if (!present) return;
  const others = present.data.ignore.filter((other) => other !== name);
  history.change(applyChanges(present, { 'data.ignore': used ? others : [...others, name] }));
}
