// Starting, steering and removing runs, and taking over a recipe from a run or a remedy.
import type { Remedy } from '../../core/run/finding';
import { applyChanges } from '../../core/recipe/paths';
import { reportError } from '../../core/errors';
import type { RunRecord } from '../../core/run/record';
import type { FormSection } from '../forms/form-model';
import { resetFields } from '../forms/form-view';
import { text } from '../i18n/text';
import { activeRun, ordersOf, type RunCommand, withOrder, withoutRun, withRecord, withResumed } from './runs';
import type { Workspace } from './workspace';

export interface RunActions {
  /** Starts a run with the present recipe and brings it into view. */
  start(): Promise<void>;
  /** Sends a command; the window shows at once that it was given. */
  control(runId: string, command: RunCommand): Promise<void>;
  /** Changes a value of the run that trains, from its next epoch on; the window shows at once that it was ordered. */
  changeLive(runId: string, path: string, value: number): Promise<void>;
  /** Lets a run that is over go on from its checkpoint. */
  resume(runId: string): Promise<void>;
  select(runId: string): void;
  remove(runId: string): Promise<void>;
  useRecipe(run: RunRecord): void;
  /** Puts the fields of a section back to their defaults as one undoable step. */
  resetSection(section: FormSection): void;
  /** Puts a remedy's changes into the recipe as one undoable step. */
  apply(remedy: Remedy): void;
}

type Base = Pick<Workspace, 'ask' | 'app' | 'recipe' | 'runs' | 'live' | 'notices'>;

export function createRunActions(base: Base): RunActions {
  const { ask, recipe, runs, live, notices } = base;
  const select = (runId: string) => {
    runs.set((state) => ({ ...state, selected: runId }));
    live.show(runId);
  };
  const unmark = (runId: string) =>
    runs.set((state) => {
      const { [runId]: _, ...pending } = state.pending;
      return { ...state, pending };
    });
  return {
    select,
    start: () => start(base, select),
    async control(runId, command) {
      runs.set((state) => ({ ...state, pending: { ...state.pending, [runId]: command } }));
      const record = await ask(`run.${command}`, { runId });
      if (record) runs.set((state) => withRecord(state, record));
      else unmark(runId);
    },
    async changeLive(runId, path, value) {
      const before = ordersOf(runs.get(), runId)[path] ?? null;
      runs.set((state) => withOrder(state, runId, path, value));
      const record = await ask('run.change', { runId, path, value });
      if (record) runs.set((state) => withRecord(state, record));
      // A refusal leaves what was ordered before, unless something newer has been ordered meanwhile.
      else if (ordersOf(runs.get(), runId)[path] === value)
        runs.set((state) => withOrder(state, runId, path, before));
    },
    async resume(runId) {
      const record = await ask('run.resume', { runId });
      if (!record) return;
      runs.set((state) => withResumed(state, record));
      // Its batches are counted anew.
      live.show(null);
      select(runId);
    },
    async remove(runId) {
      const done = await ask('run.remove', { runId });
      if (!done) return;
      runs.set((state) => withoutRun(state, runId));
      live.show(runs.get().selected);
    },
    useRecipe(run) {
      recipe.change(run.recipe);
      notices.note(text.train.recipeTaken(runs.get().numbers[run.id] ?? 0));
    },
    resetSection(section) {
      const { present } = recipe.store.get();
      if (!present) return;
      try {
        recipe.change(resetFields(present, section.fields));
      } catch (error) {
        notices.error(reportError(error));
      }
    },
    apply(remedy) {
      const { present } = recipe.store.get();
      if (!present) return;
      try {
        recipe.change(applyChanges(present, remedy.changes));
        notices.note(text.advisor.applied(remedy.title));
      } catch (error) {
        notices.error(reportError(error));
      }
    },
  };
}

async function start(
  { ask, app, recipe, runs, notices }: Base,
  select: (runId: string) => void,
): Promise<void> {
  const { dataset } = app.get();
  const { present, invalid } = recipe.store.get();
  if (!dataset || !present || runs.get().starting || activeRun(runs.get())) return;
  const wrong = Object.keys(invalid)[0];
  if (wrong !== undefined) {
    notices.error({ code: 'recipe-invalid', message: text.train.fixFields, place: { field: wrong } });
    return;
  }
  recipe.seal();
  runs.set((state) => ({ ...state, starting: true }));
  const record = await ask('run.start', { datasetId: dataset.datasetId, recipe: present });
  runs.set((state) => ({ ...state, starting: false }));
  if (!record || app.get().dataset !== dataset) return;
  // The event that the run began may be here before the answer, and then knows more.
  runs.set((state) => (state.list.some((run) => run.id === record.id) ? state : withRecord(state, record)));
  app.set((state) => ({ ...state, step: 'train' }));
  select(record.id);
}
