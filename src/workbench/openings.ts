// Opening tables and reading them anew: what is open, what is being opened, and what was refused.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { HoneError } from '../core/errors';
import type { Preview, ReadSettings } from '../core/run/preview';
import type { CommandOutput, Dataset } from './contract/commands';
import type { WorkbenchEvent } from './contract/events';
import type { DataProcess, Inspection } from './jobs/data-process';
import { projectName } from './store/home';
import type { RecentFiles } from './store/recent';

/** A smaller file is read as fast as its beginning is looked at. */
const PREVIEWED_BYTES = 8 << 20;

export interface DatasetOptions {
  data: DataProcess;
  recent: RecentFiles;
  /** Folder of the cache of a file's project. */
  cacheOf(file: string): string;
  emit(event: WorkbenchEvent): void;
}

export interface Openings {
  /** HoneError where the file is at fault, or `cancelled`. */
  open(file: string, settings: ReadSettings, remembered: boolean): Promise<Dataset>;
  reread(datasetId: string, settings: ReadSettings): Promise<Dataset>;
  refused(): Promise<CommandOutput<'dataset.refused'>>;
  /** Name of the file that is being opened. */
  opening(): string | null;
  /** Those under way included. HoneError `request-invalid` for an id that was not given out. */
  fileOf(datasetId: string): string;
  files(): Iterable<string>;
  known(datasetId: string): Dataset | null;
  last(): Dataset | null;
}

export function createOpenings(
  { data, recent, cacheOf, emit }: DatasetOptions,
  tell: Inspection['onProgress'],
): Openings {
  const opened = new Map<string, Dataset>();
  /** Files by dataset, those being opened included. */
  const files = new Map<string, string>();
  let last: Dataset | null = null;
  let refused: { file: string; settings: ReadSettings } | null = null;
  let opening: string | null = null;

  const fileOf = (datasetId: string): string => files.get(datasetId) ?? notOpen();
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
  return {
    async open(file, settings, remembered) {
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
    fileOf,
    files: () => files.values(),
    known: (datasetId) => opened.get(datasetId) ?? null,
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

/** The fault of an id that was not given out. */
export function notOpen(): never {
  throw new HoneError('request-invalid', 'This dataset is not open.', { fix: 'Open its file again.' });
}
