// What the task will probably be, from the profile alone; the trainer decides from the whole column.
import type { Recipe } from '../../core/recipe/recipe';
import type { Profile } from '../../core/run/profile';
import type { RunRecord } from '../../core/run/record';
import type { Task } from '../../core/task';
import { useStore } from './store';
import { useWorkspace } from './workspace';

/** The rule of core/preparation/resolve-target, as far as a profile allows; null if the target is not there. */
export function guessTask(profile: Profile, { data }: Recipe): Task | null {
  const place = profile.columns.findIndex((column) => column.name === data.target);
  const column = profile.columns[place];
  if (!column) return null;
  const classes = column.distinct === 2 ? 'binary' : 'multiclass';
  if (data.task === 'regression') return 'regression';
  if (data.task === 'classification' || column.type !== 'number') return classes;
  if (column.distinct <= 2) return 'binary';
  const whole = profile.preview.every((row) => Number.isInteger(Number(row[place] ?? 0)));
  const few = column.distinct <= 10 && profile.rows >= 5 * column.distinct;
  return few && whole ? 'multiclass' : 'regression';
}

/** The run's task, or the guess until the trainer has said it. */
export function useTask(run: RunRecord): Task | null {
  const { app } = useWorkspace();
  const profile = useStore(app, (state) => state.dataset?.profile ?? null);
  return run.task ?? (profile ? guessTask(profile, run.recipe) : null);
}
