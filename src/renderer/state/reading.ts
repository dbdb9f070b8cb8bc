// How the open file is read: a draft with a quick look at the first rows, and the reading anew when the recipe says so.
import type { Dialect } from '../../core/recipe/dialect';
import type { Recipe } from '../../core/recipe/recipe';
import type { ErrorReport } from '../../core/errors';
import type { Preview, ReadSettings } from '../../core/run/preview';
import type { CommandOutput, Dataset } from '../../workbench/contract/commands';
import { text } from '../i18n/text';
import { fitToColumns, readingKey, settingsOf, withSettings } from './read-settings';
import { createStore, type Store } from './store';
import type { Workspace } from './workspace';

export interface ReadingState {
  /** What the person has corrected and not taken over yet; null if nothing. */
  draft: ReadSettings | null;
  /** The first rows under the draft. */
  look: Preview | null;
  /** Why there is no such look, or why the file could not be read so. */
  error: ErrorReport | null;
  /** The whole file is being read anew. */
  reading: boolean;
}

export interface Reading {
  store: Store<ReadingState>;
  /** Puts corrections of the dialect into the draft and looks at the first rows under it. */
  correct(parts: Partial<Dialect>): void;
  chooseSheet(sheet: string): void;
  discard(): void;
  /** Reads the whole file as the draft says; one undo step of the recipe. */
  take(): Promise<void>;
  /** Reads the file by these settings; one undo step of the recipe. Answers whether it could be read. */
  readBy(settings: ReadSettings): Promise<boolean>;
  /** Forgets what was said about the dialect and the sheet: all of it is found again. */
  reset(): Promise<void>;
  /** Asks for further files and reads their rows below; one undo step of the recipe. */
  append(): Promise<void>;
  /** Asks for a table to join, and answers with its columns; null if the person cancels. */
  chooseJoin(): Promise<CommandOutput<'dataset.join'>>;
  /** Ends the reading that is under way. */
  cancel(): Promise<void>;
  /** The recipe that the dataset in view was read by. */
  opened(recipe: Recipe | null): void;
}

type Base = Pick<Workspace, 'app' | 'ask' | 'client' | 'recipe' | 'notices'>;

const nothing: ReadingState = { draft: null, look: null, error: null, reading: false };

export function createReading(base: Base): Reading {
  const { app, ask, client, recipe, notices } = base;
  const store = createStore<ReadingState>(nothing);
  const change = (part: Partial<ReadingState>) => store.set((state) => ({ ...state, ...part }));
  /** The recipe that the dataset was read by, to go back to. */
  let inForce: Recipe | null = null;

  const reread = async (settings: ReadSettings): Promise<Dataset | ErrorReport | null> => {
    const { dataset } = app.get();
    if (!dataset) return null;
    change({ reading: true });
    const answer = await client.call('dataset.reread', { datasetId: dataset.datasetId, settings });
    change({ reading: false });
    app.set((state) => ({ ...state, beginning: null, work: null }));
    if (app.get().dataset !== dataset) return null;
    return answer.ok ? answer.value : answer.error;
  };
  const show = (dataset: Dataset, next: Recipe, topic: string) => {
    const fitted = fitToColumns(next, dataset.profile);
    inForce = fitted;
    app.set((state) => ({ ...state, dataset }));
    recipe.change(fitted, topic);
    store.set(() => nothing);
  };
  const readBy = async (settings: ReadSettings): Promise<boolean> => {
    const { present } = recipe.store.get();
    if (!present || store.get().reading) return false;
    const read = await reread(settings);
    const now = recipe.store.get().present;
    if (!read || !now) return false;
    if ('code' in read) {
      if (read.code !== 'cancelled') change({ error: read });
      return false;
    }
    show(read, withSettings(now, settings), '');
    return true;
  };
  // Undo, a recipe of before and remedies change how the file is read, too.
  const follow = async () => {
    const { present } = recipe.store.get();
    if (!present || !inForce || store.get().reading || readingKey(present) === readingKey(inForce)) return;
    const read = await reread(settingsOf(present));
    const now = recipe.store.get().present;
    if (!read || !now || !inForce) return;
    if ('code' in read) {
      if (read.code !== 'cancelled') notices.error(read);
      recipe.change(withSettings(now, settingsOf(inForce)), 'reading');
    } else if (readingKey(now) === readingKey(present)) show(read, now, 'reading');
    else await follow();
  };
  recipe.store.subscribe(() => void follow());

  const draft = createDrafts(base, store);
  return {
    store,
    ...draft,
    async take() {
      const settings = store.get().draft;
      if (settings) await readBy(settings);
    },
    readBy,
    async reset() {
      const { present } = recipe.store.get();
      if (!present) return;
      const { dialect: _, sheet: __, ...kept } = settingsOf(present);
      await readBy(kept);
    },
    ...createGrowth(base, store, show),
    async cancel() {
      await ask('dataset.cancel', { datasetId: null });
    },
    opened(read) {
      inForce = read;
      store.set(() => nothing);
    },
  };
}

/** Further files: rows to append, columns to join. */
function createGrowth(
  { app, ask, recipe, notices }: Base,
  store: Store<ReadingState>,
  show: (dataset: Dataset, next: Recipe, topic: string) => void,
): Pick<Reading, 'append' | 'chooseJoin'> {
  const change = (part: Partial<ReadingState>) => store.set((state) => ({ ...state, ...part }));
  return {
    async append() {
      const { dataset } = app.get();
      const { present } = recipe.store.get();
      if (!dataset || !present || store.get().reading) return;
      change({ reading: true });
      const input = { datasetId: dataset.datasetId, settings: settingsOf(present) };
      const read = await ask('dataset.append', input);
      change({ reading: false });
      app.set((state) => ({ ...state, beginning: null, work: null }));
      const now = recipe.store.get().present;
      if (!read || !now || app.get().dataset !== dataset) return;
      show(read.dataset, withSettings(now, read.settings), '');
      notices.note(text.bring.grown(dataset.profile.rows, read.dataset.profile.rows));
    },
    async chooseJoin() {
      const { dataset } = app.get();
      return dataset && ask('dataset.join', { datasetId: dataset.datasetId });
    },
  };
}

/** Corrections before they are taken over, each with a look at the first rows. */
function createDrafts(
  { app, client, recipe }: Base,
  store: Store<ReadingState>,
): Pick<Reading, 'correct' | 'chooseSheet' | 'discard'> {
  let looks = 0;
  const lookAt = async (draft: ReadSettings) => {
    const { dataset } = app.get();
    if (!dataset) return;
    looks += 1;
    const number = looks;
    store.set((state) => ({ ...state, draft }));
    const answer = await client.call('dataset.preview', { datasetId: dataset.datasetId, settings: draft });
    // An answer that comes late is about corrections of before.
    if (number !== looks || store.get().draft !== draft) return;
    store.set((state) =>
      answer.ok
        ? { ...state, look: answer.value, error: null }
        : { ...state, look: null, error: answer.error },
    );
  };
  const settings = (): ReadSettings => {
    const { present } = recipe.store.get();
    return store.get().draft ?? (present ? settingsOf(present) : {});
  };
  return {
    correct(parts) {
      const { dataset } = app.get();
      if (!dataset) return;
      const before = settings();
      const dialect = { ...(before.dialect ?? dataset.profile.dialect), ...parts };
      void lookAt({ ...before, dialect });
    },
    chooseSheet(sheet) {
      void lookAt({ ...settings(), sheet });
    },
    discard() {
      looks += 1;
      store.set((state) => ({ ...nothing, reading: state.reading }));
    },
  };
}
