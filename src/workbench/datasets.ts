// The tables that were opened, under the ids by which every later call names them.
import path from 'node:path';
import type { Recipe } from '../core/recipe/recipe';
import type { PreparePreview } from '../core/run/preparation';
import { readSettingsOf } from '../core/recipe/source';
import type { Preview, ReadSettings } from '../core/run/preview';
import type { SeriesDescription } from '../core/run/series-description';
import type { Understanding } from '../core/run/understanding';
import type { CommandOutput, Dataset } from './contract/commands';
import type { Inspection } from './jobs/data-process';
import { createOpenings, type DatasetOptions, notOpen } from './openings';

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

export function createDatasets(options: DatasetOptions): Datasets {
  const { data, cacheOf, emit } = options;
  const tell: Inspection['onProgress'] = ({ phase, share, bytes }) =>
    emit({ kind: 'workProgressed', phase, share, bytes });
  const openings = createOpenings(options, tell);
  const { fileOf } = openings;
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
    open: (file, { recent = true, settings = {} } = {}) => openings.open(file, settings, recent),
    reread: openings.reread,
    refused: openings.refused,
    opening: openings.opening,
    understand(datasetId, recipe, test) {
      const profile = openings.known(datasetId)?.profile ?? null;
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
      for (const file of datasetId === null ? openings.files() : [fileOf(datasetId)]) data.cancel(file);
    },
    get: (datasetId) => openings.known(datasetId) ?? notOpen(),
    last: openings.last,
  };
}
