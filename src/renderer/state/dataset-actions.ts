// Opening a dataset by every way there is, and starting its recipe.
import { defaultRecipe, type Recipe } from '../../core/recipe/recipe';
import type { ErrorReport } from '../../core/errors';
import type { ReadSettings } from '../../core/run/preview';
import type { RunRecord } from '../../core/run/record';
import type { Answer, Dataset } from '../../workbench/contract/commands';
import { text } from '../i18n/text';
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
  /** Asks for a folder whose tables are read as one. */
  chooseFolder(): Promise<void>;
  /** Brings a dataset that was read by these settings into view with the runs of its project. */
  show(dataset: Dataset, settings: ReadSettings): Promise<void>;
  /** Goes back to the start page. */
  close(): void;
  refreshRuns(): Promise<void>;
}

interface Opened {
  dataset: Dataset;
  settings: ReadSettings;
}

type Base = Pick<
  Workspace,
  'client' | 'ask' | 'app' | 'recipe' | 'runs' | 'live' | 'notices' | 'reading' | 'understanding'
>;

export function createDatasetActions(base: Base): DatasetActions {
  const { client, ask, app, recipe, runs, live, notices, reading, understanding } = base;

  const opening = (open: () => Promise<Answer<Dataset | null>>) =>
    openingBy(async () => {
      const answer = await open();
      return answer.ok
        ? { ok: true, value: answer.value && { dataset: answer.value, settings: {} } }
        : answer;
    });
  const openingBy = async (open: () => Promise<Answer<Opened | null>>) => {
    if (app.get().opening) return;
    app.set((state) => ({ ...state, opening: true }));
    try {
      const answer = await open();
      if (!answer.ok) await tellRefused(answer.error);
      else if (answer.value) await show(answer.value.dataset, answer.value.settings);
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
  /** Says why a file was refused; where other settings may help, with the way to them. */
  const tellRefused = async (error: ErrorReport) => {
    if (error.code === 'cancelled') return;
    const answer = await client.call('dataset.refused', {});
    const refused = answer.ok ? answer.value : null;
    if (!refused || error.code !== 'data-invalid') return notices.error(error);
    const act = () => app.set((state) => ({ ...state, refused: { ...refused, error } }));
    notices.error(error, { title: text.refused.correct, act });
  };

  return {
    choose: () => opening(() => client.call('dataset.choose', {})),
    chooseFolder: () => openingBy(() => client.call('dataset.choose-folder', {})),
    openSample: (id) => opening(() => client.call('sample.open', { id })),
    openRecent: (path) => opening(() => client.call('dataset.reopen', { path })),
    openDropped: (files) => openingBy(() => client.openDropped(files)),
    paste: (pasted) => opening(() => client.call('dataset.paste', { text: pasted })),
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
