// The tables that were opened, under the ids by which every later call names them.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { HoneError } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { PreparePreview } from '../core/run/preparation';
import { readSettingsOf } from '../core/recipe/source';
import type { Preview, ReadSettings } from '../core/run/preview';
import type { SeriesDescription } from '../core/run/series-description';
import type { Understanding } from '../core/run/understanding';
import type { CommandOutput, Dataset } from './contract/commands';
import type { WorkbenchEvent } from './contract/events';
import type { DataProcess, Inspection } from './jobs/data-process';
import { projectName } from './store/home';
import type { RecentFiles } from './store/recent';

export interface Datasets {
  /** Reads a file that the person named. HoneError where it is at fault, or `cancelled`. */
  open(file: string, options?: { recent?: boolean; settings?: ReadSettings }): Promise<Dataset>;
  /** Reads the file of a dataset again, as the person says. */
  reread(datasetId: string, settings: ReadSettings): Promise<Dataset>;
  /** The first rows of a dataset that is open or being opened. */
  preview(datasetId: string, settings: ReadSettings): Promise<Preview>;
  /** The file that was refused last, with its first rows; null if it was opened, or has none that can be shown. */
  refused(): Promise<CommandOutput<'dataset.refused'>>;
  /** Name of the file that is being opened. */
  opening(): string | null;
  /** The first rows of a file that a dialog gave, which is not opened. */
  look(file: string): Promise<Preview>;
  /** What goes with the recipe's target and what is wrong with the data; `test` is a separate test file. */
  understand(datasetId: string, recipe: Recipe, test: string | null): Promise<Understanding>;
  /** One column before and after the recipe's preparation. */
  prepare(datasetId: string, recipe: Recipe, column: string): Promise<PreparePreview>;
  /** The table as a time series, as the recipe reads it. */
  describeSeries(datasetId: string, recipe: Recipe): Promise<SeriesDescription>;
  /** Ends the reading of a dataset and the look at its data, or of all. */
  cancel(datasetId: string | null): void;
  /** HoneError `request-invalid` for an id that was not given out. */
  get(datasetId: string): Dataset;
  /** The one opened last. */
  last(): Dataset | null;
}

export interface DatasetOptions {
  data: DataProcess;
  recent: RecentFiles;
  /** Folder of the cache of a file's project. */
  cacheOf(file: string): string;
  emit(event: WorkbenchEvent): void;
}

/** A smaller file is read as fast as its beginning is looked at. */
const PREVIEWED_BYTES = 8 << 20;

export function createDatasets({ data, recent, cacheOf, emit }: DatasetOptions): Datasets {
  const opened = new Map<string, Dataset>();
  /** Files by dataset, those being opened included. */
  const files = new Map<string, string>();
  let last: Dataset | null = null;
  let refused: { file: string; settings: ReadSettings } | null = null;
  let opening: string | null = null;

  const fileOf = (datasetId: string): string => files.get(datasetId) ?? notOpen();
  const tell: Inspection['onProgress'] = ({ phase, share, bytes }) =>
    emit({ kind: 'workProgressed', phase, share, bytes });
  const showBeginning = async (datasetId: string, file: string, settings: ReadSettings) => {
    const { size } = await stat(file);
    if (size < PREVIEWED_BYTES) return;
    emit({ kind: 'datasetPreviewed', datasetId, preview: await data.preview(file, settings) });
  };
  const read = async (file: string, settings: ReadSettings): Promise<Dataset> => {
    const datasetId = projectName(file);
    files.set(datasetId, file);
    // What is wrong with the file is said by the reading itself.
    showBeginning(datasetId, file, settings).catch(() => {});
    const profile = await data
      .inspect(file, {
        settings,
        cache: cacheOf(file),
        onProgress: tell,
      })
      .finally(() => emit({ kind: 'workProgressed', phase: 'reading', share: 1 }));
    const dataset: Dataset = { datasetId, profile };
    opened.set(datasetId, dataset);
    last = dataset;
    refused = null;
    return dataset;
  };
  const tellOpening = (name: string | null) => {
    opening = name;
    emit({ kind: 'openingChanged', name });
  };
  const open = async (file: string, settings: ReadSettings): Promise<Dataset> => {
    tellOpening(path.basename(file));
    try {
      return await read(file, settings);
    } catch (error) {
      refused = isAboutTable(error, file) ? { file, settings } : null;
      throw error;
    } finally {
      tellOpening(null);
    }
  };
  // A list that cannot be written is no reason not to open the file.
  const remember = (file: string) => recent.add(file).catch(() => {});
  /** A look at the table as a recipe reads it; `phase` is over at the end. */
  const look = async <Value>(
    datasetId: string,
    recipe: Recipe,
    phase: string,
    ask: (file: string, how: Inspection) => Promise<Value>,
  ): Promise<Value> => {
    const file = fileOf(datasetId);
    const { dialect } = recipe.data;
    const settings = { ...(dialect && { dialect }), ...readSettingsOf(recipe.data) };
    return ask(file, { settings, cache: cacheOf(file), onProgress: tell }).finally(() =>
      emit({ kind: 'workProgressed', phase, share: 1 }),
    );
  };
  return {
    async open(file, { recent: remembered = true, settings = {} } = {}) {
      const absolute = path.resolve(file);
      const dataset = await open(absolute, settings);
      if (remembered) await remember(absolute);
      return dataset;
    },
    async reread(datasetId, settings) {
      const file = fileOf(datasetId);
      const isFirst = !opened.has(datasetId);
      const dataset = await read(file, settings);
      if (isFirst) await remember(file);
      return dataset;
    },
    async refused() {
      if (refused === null) return null;
      const { file, settings } = refused;
      const preview = await data.preview(file, settings).catch(() => null);
      return preview && isText(preview) ? { datasetId: projectName(file), settings, preview } : null;
    },
    opening: () => opening,
    understand(datasetId, recipe, test) {
      const profile = opened.get(datasetId)?.profile ?? null;
      const known = profile && { rows: profile.rows, columns: profile.columns };
      return look(datasetId, recipe, 'understanding', (file, how) =>
        data.understand(file, { ...how, recipe, test, profile: known }),
      );
    },
    prepare: (datasetId, recipe, column) =>
      look(datasetId, recipe, 'reading', (file, how) => data.prepare(file, { ...how, recipe, column })),
    describeSeries: (datasetId, recipe) =>
      look(datasetId, recipe, 'reading', (file, how) => data.describeSeries(file, { ...how, recipe })),
    preview: async (datasetId, settings) => data.preview(fileOf(datasetId), settings),
    look: (file) => data.preview(path.resolve(file), {}),
    cancel(datasetId) {
      for (const file of datasetId === null ? files.values() : [fileOf(datasetId)]) data.cancel(file);
    },
    get: (datasetId) => opened.get(datasetId) ?? notOpen(),
    last: () => last,
  };
}

/** Whether it is the table itself that is at fault, which other settings may mend. */
function isAboutTable(error: unknown, file: string): boolean {
  return error instanceof HoneError && error.code === 'data-invalid' && error.place.file === file;
}

/** Bytes of a program or a picture look like no text under any settings. */
function isText({ columns, rows }: Preview): boolean {
  return ![columns, ...rows].some((cells) => cells.some((cell) => cell.includes('\0')));
}

function notOpen(): never {
  throw new HoneError('request-invalid', 'This dataset is not open.', { fix: 'Open its file again.' });
}
