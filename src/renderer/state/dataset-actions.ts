// Opening a dataset by every way there is, and starting its recipe.
import { defaultRecipe, type Recipe } from '../../core/recipe/recipe';
import type { Answer, Dataset } from '../../workbench/contract/commands';
import { noRuns, withList } from './runs';
import type { Workspace } from './workspace';

export interface DatasetActions {
  /** Shows the platform's dialog. */
  choose(): Promise<void>;
  openSample(id: string): Promise<void>;
  openRecent(path: string): Promise<void>;
  openDropped(file: File): Promise<void>;
  /** Brings an opened dataset into view with the runs of its project. */
  show(dataset: Dataset): Promise<void>;
  /** Goes back to the start page. */
  close(): void;
  refreshRuns(): Promise<void>;
}

type Base = Pick<Workspace, 'client' | 'ask' | 'app' | 'recipe' | 'runs' | 'live' | 'notices'>;

export function createDatasetActions(base: Base): DatasetActions {
  const { client, ask, app, recipe, runs, live, notices } = base;

  const opening = async (open: () => Promise<Dataset | null>) => {
    if (app.get().opening) return;
    app.set((state) => ({ ...state, opening: true }));
    try {
      const dataset = await open();
      if (dataset) await show(dataset);
    } finally {
      app.set((state) => ({ ...state, opening: false, beginning: null, work: null }));
    }
  };
  const show = async (dataset: Dataset) => {
    const { target, list } = await startOf(base, dataset);
    live.show(null);
    runs.set(() => withList(noRuns, list));
    recipe.open(target);
    app.set((state) => ({ ...state, dataset, step: 'data' }));
    const newest = list[0]?.id ?? null;
    runs.set((state) => ({ ...state, selected: newest }));
    live.show(newest);
    const recent = await ask('dataset.recent', {});
    if (recent) app.set((state) => ({ ...state, recent }));
  };
  const accept = (answer: Answer<Dataset>): Dataset | null => {
    if (answer.ok) return answer.value;
    if (answer.error.code !== 'cancelled') notices.error(answer.error);
    return null;
  };

  return {
    choose: () => opening(() => ask('dataset.choose', {})),
    openSample: (id) => opening(() => ask('sample.open', { id })),
    openRecent: (path) => opening(() => ask('dataset.reopen', { path })),
    openDropped: (file) => opening(async () => accept(await client.openDropped(file))),
    show,
    close() {
      live.show(null);
      runs.set(() => noRuns);
      recipe.open(null);
      app.set((state) => ({ ...state, dataset: null, step: 'data' }));
    },
    async refreshRuns() {
      const { dataset } = app.get();
      const list = dataset ? await ask('run.list', { datasetId: dataset.datasetId }) : null;
      if (list) runs.set((state) => withList(state, list));
    },
  };
}

/** The recipe to start from: that of the project's newest run if its columns are still there, else the defaults. */
async function startOf({ ask }: Base, dataset: Dataset) {
  const list = (await ask('run.list', { datasetId: dataset.datasetId })) ?? [];
  const newest = list.reduce<(typeof list)[number] | null>(
    (latest, run) => (latest && latest.createdAt >= run.createdAt ? latest : run),
    null,
  );
  const names = new Set(dataset.profile.columns.map((column) => column.name));
  const fits = (recipe: Recipe) =>
    names.has(recipe.data.target) && recipe.data.ignore.every((name) => names.has(name));
  const target =
    newest && fits(newest.recipe) ? newest.recipe : defaultRecipe(dataset.profile.suggestedTarget);
  return { target, list: [...list].sort((one, other) => other.createdAt.localeCompare(one.createdAt)) };
}
