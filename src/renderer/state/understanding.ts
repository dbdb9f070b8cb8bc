// What Hone understands of the open table under the present recipe, asked for when it is looked at.
import type { ErrorReport } from '../../core/errors';
import type { Remedy } from '../../core/run/finding';
import { getPath } from '../../core/recipe/paths';
import type { Recipe } from '../../core/recipe/recipe';
import type { Understanding, Warning } from '../../core/run/understanding';
import type { Dataset } from '../../workbench/contract/commands';
import { createStore, type Store } from './store';
import type { Workspace } from './workspace';

export interface UnderstandingState {
  state: 'none' | 'running' | 'done' | 'cancelled' | 'failed';
  understanding: Understanding | null;
  /** What it is about. */
  recipe: Recipe | null;
  dataset: Dataset | null;
  error: ErrorReport | null;
}

export interface UnderstandingStore {
  store: Store<UnderstandingState>;
  /** Looks at the table under the present recipe. */
  look(): Promise<void>;
  cancel(): Promise<void>;
  clear(): void;
}

type Base = Pick<Workspace, 'app' | 'ask' | 'client' | 'recipe'>;

const none: UnderstandingState = {
  state: 'none',
  understanding: null,
  recipe: null,
  dataset: null,
  error: null,
};

export function createUnderstandingStore({ app, ask, client, recipe }: Base): UnderstandingStore {
  const store = createStore<UnderstandingState>(none);
  return {
    store,
    async look() {
      const { dataset } = app.get();
      const { present } = recipe.store.get();
      if (!dataset || !present || store.get().state === 'running') return;
      const about = { recipe: present, dataset };
      const running = { ...none, ...about, state: 'running' } as const;
      // What is known already stays to be read until something newer is known.
      store.set((state) => ({ ...running, understanding: keepsFor(state, dataset) }));
      const answer = await client.call('dataset.understand', {
        datasetId: dataset.datasetId,
        recipe: present,
      });
      if (store.get().dataset !== dataset) return;
      if (answer.ok) store.set(() => ({ ...none, ...about, state: 'done', understanding: answer.value }));
      else if (answer.error.code === 'cancelled')
        store.set(() => ({ ...none, ...about, state: 'cancelled' }));
      else store.set(() => ({ ...none, ...about, state: 'failed', error: answer.error }));
    },
    async cancel() {
      await ask('dataset.cancel', { datasetId: null });
    },
    clear: () => store.set(() => none),
  };
}

function keepsFor(state: UnderstandingState, dataset: Dataset): Understanding | null {
  return state.dataset?.datasetId === dataset.datasetId ? state.understanding : null;
}

/** Whether the recipe says the same about the data as that which the understanding is about. */
export function isAboutSame(one: Recipe | null, other: Recipe | null): boolean {
  return one !== null && other !== null && JSON.stringify(one.data) === JSON.stringify(other.data);
}

/**
 * What mends a warning as a remedy for the present recipe. The warning's lists of columns were made for the recipe of
 * then: only what they add and drop is taken over, so that one remedy does not undo another.
 */
export function remedyOf(warning: Warning, about: Recipe, present: Recipe): Remedy {
  const changes = Object.entries(warning.changes).map(([path, value]) => {
    const before = getPath(about, path);
    const now = getPath(present, path);
    return [path, isNames(value) && isNames(before) && isNames(now) ? merged(value, before, now) : value];
  });
  return { title: warning.remedy, why: '', changes: Object.fromEntries(changes) as Remedy['changes'] };
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');

function merged(value: readonly string[], before: readonly string[], now: readonly string[]): string[] {
  const dropped = before.filter((name) => !value.includes(name));
  const added = value.filter((name) => !before.includes(name) && !now.includes(name));
  return [...now.filter((name) => !dropped.includes(name)), ...added];
}
