// Task and classes of a fake run, read off the profile.
import type { Recipe } from '../../../src/core/recipe/recipe';
import type { Profile } from '../../../src/core/run/profile';
import type { Task } from '../../../src/core/task';

export function headlineOf(profile: Profile, recipe: Recipe): { task: Task; classes: string[] } {
  const target = profile.columns.find((column) => column.name === recipe.data.target);
  if (!target || target.type === 'number') return { task: 'regression', classes: [] };
  const classes = target.top.map(({ value }) => value).sort();
  return { task: classes.length === 2 ? 'binary' : 'multiclass', classes };
}
