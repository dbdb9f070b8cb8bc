// Opening a dataset by every way there is, and starting its recipe.
import { defaultRecipe, type Recipe } from '../../core/recipe/recipe';
import type { RunRecord } from '../../core/run/record';
import type { Answer, Dataset } from '../../workbench/contract/commands';
import { settingsOf } from './read-settings';
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

type Base = Pick<
  Workspace,
  'client' | 'ask' | 'app' | 'recipe' | 'runs' | 'live' | 'notices' | 'reading' | 'understanding'
>;

export function createDatasetActions(base: Base): DatasetActions {
  const { client, ask, app, recipe, runs, live, notices, reading, understanding } = base;

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
  const show = async (opened: Dataset) => {
    const { dataset, start, list } = await startOf(base, opened);
    live.show(null);
    runs.set(() => withList(noRuns, list));
    reading.opened(start);
    understanding.clear();
    recipe.open(start);
    app.set((state) => ({ ...state, dataset, step: 'data', dataView: 'rows' }));
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
      reading.opened(null);
      understanding.clear();
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

interface Start {
  /** Read as the recipe says. */
  dataset: Dataset;
  start: Recipe;
  list: RunRecord[];
}

/** The recipe to start from: that of the project's newest run if its columns are still there, else the defaults. */
async function startOf({ ask, client }: Base, opened: Dataset): Promise<Start> {
  const { datasetId } = opened;
  const runs = (await ask('run.list', { datasetId })) ?? [];
  const list = [...runs].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  const newest = list[0]?.recipe;
  const usual = { dataset: opened, start: defaultRecipe(opened.profile.suggestedTarget), list };
  if (!newest) return usual;
  const settings = settingsOf(newest);
  if (Object.keys(settings).length === 0)
    return fits(newest, opened) ? { dataset: opened, start: newest, list } : usual;
  const read = await client.call('dataset.reread', { datasetId, settings });
  return read.ok && fits(newest, read.value) ? { dataset: read.value, start: newest, list } : usual;
}

function fits({ data }: Recipe, { profile }: Dataset): boolean {
  const names = new Set(profile.columns.map((column) => column.name));
  return names.has(data.target) && data.ignore.every((name) => names.has(name));
}
