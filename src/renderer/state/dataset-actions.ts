// Opening a dataset by every way there is, and starting its recipe.
import { defaultRecipe, type Recipe } from '../../core/recipe/recipe';
import type { ErrorReport } from '../../core/errors';
import type { ReadSettings } from '../../core/run/preview';
import type { RunRecord } from '../../core/run/record';
import type { Dataset } from '../../workbench/contract/commands';
import { settingsOf, withSettings } from './read-settings';
import { noRuns, withList } from './runs';
import type { Workspace } from './workspace';

export interface DatasetActions {
  /** Shows the platform's dialog. */
  choose(): Promise<void>;
  openSample(id: string): Promise<void>;
  openRecent(path: string): Promise<void>;
  /** The rows of the further files come below those of the first. */
  openDropped(files: readonly File[]): Promise<void>;
  /** Opens text of the clipboard as a table. */
  paste(text: string): Promise<void>;
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

  const opening = (open: () => Promise<Dataset | null>) =>
    openingBy(async () => {
      const dataset = await open();
      return dataset && { dataset, settings: {} };
    });
  const openingBy = async (open: () => Promise<{ dataset: Dataset; settings: ReadSettings } | null>) => {
    if (app.get().opening) return;
    app.set((state) => ({ ...state, opening: true }));
    try {
      const opened = await open();
      if (opened) await show(opened.dataset, opened.settings);
    } finally {
      app.set((state) => ({ ...state, opening: false, beginning: null, work: null }));
    }
  };
  const show = async (opened: Dataset, settings: ReadSettings) => {
    const { dataset, start, list } = await startOf(base, opened, settings);
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
  const refused = (error: ErrorReport) => {
    if (error.code !== 'cancelled') notices.error(error);
    return null;
  };

  return {
    choose: () => opening(() => ask('dataset.choose', {})),
    openSample: (id) => opening(() => ask('sample.open', { id })),
    openRecent: (path) => opening(() => ask('dataset.reopen', { path })),
    openDropped: (files) =>
      openingBy(async () => {
        const answer = await client.openDropped(files);
        return answer.ok ? answer.value : refused(answer.error);
      }),
    paste: (text) => opening(() => ask('dataset.paste', { text })),
    show: (dataset) => show(dataset, {}),
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
async function startOf({ ask, client }: Base, opened: Dataset, given: ReadSettings): Promise<Start> {
  const { datasetId } = opened;
  const runs = (await ask('run.list', { datasetId })) ?? [];
  const list = [...runs].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  const newest = list[0]?.recipe;
  const usual = {
    dataset: opened,
    start: withSettings(defaultRecipe(opened.profile.suggestedTarget), given),
    list,
  };
  // What was said about the file just now is newer than any run.
  if (!newest || Object.keys(given).length > 0) return usual;
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
