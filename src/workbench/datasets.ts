// The tables that were opened, under the ids by which every later call names them.
import path from 'node:path';
import { HoneError } from '../core/errors';
import type { Dataset } from './contract/commands';
import type { WorkbenchEvent } from './contract/events';
import type { DataProcess } from './jobs/data-process';
import { projectName } from './store/home';
import type { RecentFiles } from './store/recent';

export interface Datasets {
  /** Reads a file that the person named. HoneError where it is at fault. */
  open(file: string, options?: { recent: boolean }): Promise<Dataset>;
  /** HoneError `request-invalid` for an id that was not given out. */
  get(datasetId: string): Dataset;
  /** The one opened last. */
  last(): Dataset | null;
}

export function createDatasets(
  data: DataProcess,
  recent: RecentFiles,
  emit: (event: WorkbenchEvent) => void,
): Datasets {
  const opened = new Map<string, Dataset>();
  let last: Dataset | null = null;
  return {
    async open(file, { recent: remember } = { recent: true }) {
      const absolute = path.resolve(file);
      const tell = (share: number) => emit({ kind: 'workProgressed', phase: 'reading', share });
      const profile = await data.inspect(absolute, undefined, tell).finally(() => tell(1));
      const dataset: Dataset = { datasetId: projectName(absolute), profile };
      opened.set(dataset.datasetId, dataset);
      last = dataset;
      // A list that cannot be written is no reason not to open the file.
      if (remember) await recent.add(absolute).catch(() => {});
      return dataset;
    },
    get(datasetId) {
      const dataset = opened.get(datasetId);
      if (dataset) return dataset;
      throw new HoneError('request-invalid', 'This dataset is not open.', { fix: 'Open its file again.' });
    },
    last: () => last,
  };
}
