// What part a column plays: target, feature, or one of those that the model does not see. Each change is one undo step.
import type { Recipe } from '../../core/recipe/recipe';
import type { RecipeHistory } from './recipe-history';

export const columnRoles = ['feature', 'target', 'ignore', 'group', 'time', 'weight', 'id', 'part'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** The part that the recipe gives the column. */
export function roleOf(data: Recipe['data'], name: string): ColumnRole {
  if (data.target === name) return 'target';
  if (data.ignore.includes(name)) return 'ignore';
  if (data.id.includes(name)) return 'id';
  return (['group', 'time', 'weight', 'part'] as const).find((role) => data[role] === name) ?? 'feature';
}

/** Gives the column this part and no other. A target keeps its part until another column is the target. */
export function setRole(history: RecipeHistory, name: string, role: ColumnRole): void {
  const { present } = history.store.get();
  if (!present || (present.data.target === name && role !== 'target')) return;
  const { data } = present;
  const without = (list: readonly string[]) => list.filter((other) => other !== name);
  const free = (value: string) => (value === name ? '' : value);
  const cleared = {
    ...data,
    ignore: without(data.ignore),
    id: without(data.id),
    group: free(data.group),
    time: free(data.time),
    weight: free(data.weight),
    part: free(data.part),
  };
  history.change({ ...present, data: withRole(cleared, name, role) });
}

function withRole(data: Recipe['data'], name: string, role: ColumnRole): Recipe['data'] {
  switch (role) {
    case 'feature':
      return data;
    case 'ignore':
    case 'id':
      return { ...data, [role]: [...data[role], name] };
    case 'target':
    case 'group':
    case 'time':
    case 'weight':
    case 'part':
      return { ...data, [role]: name };
  }
}

/** Makes the column the target; a target plays no other part. */
export function chooseTarget(history: RecipeHistory, name: string): void {
  setRole(history, name, 'target');
}

/** Lets the model see the column, or not. */
export function setFeature(history: RecipeHistory, name: string, used: boolean): void {
  setRole(history, name, used ? 'feature' : 'ignore');
}
