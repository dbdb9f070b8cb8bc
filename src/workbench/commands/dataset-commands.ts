// Commands that open tables. A page names no path of its own: only what was opened before, or what a dialog gave.
import { HoneError } from '../../core/errors';
import type { CommandName } from '../contract/commands';
import type { Datasets } from '../datasets';
import type { Dialogs } from '../dialogs';
import type { FurtherFiles } from '../further-files';
import { listSamples, sampleFile } from '../samples';
import type { RecentFiles } from '../store/recent';
import type { Handlers } from './handlers';

export interface DatasetContext {
  datasets: Datasets;
  recent: RecentFiles;
  dialogs: Dialogs;
  further: FurtherFiles;
  /** Folder of the samples. */
  samples: string;
}

type DatasetCommand = Extract<
  CommandName,
  `dataset.${string}` | `sample.${string}` | `prepare.${string}` | `series.${string}`
>;

export function datasetCommands(context: DatasetContext): Handlers<DatasetCommand> {
  const { datasets, recent, dialogs, further, samples } = context;
  return {
    'sample.list': () => listSamples(samples),
    'sample.open': async ({ id }) => datasets.open(await sampleFile(samples, id), { recent: false }),
    'dataset.choose': async () => {
      const file = await dialogs.openData();
      return file === null ? null : datasets.open(file);
    },
    'dataset.choose-folder': further.chooseFolder,
    'dataset.refused': datasets.refused,
    'dataset.append': further.append,
    'dataset.join': further.join,
    'dataset.paste': further.paste,
    'dataset.recent': () => recent.list(),
    'dataset.preview': ({ datasetId, settings }) => datasets.preview(datasetId, settings),
    'dataset.reread': ({ datasetId, settings }) => datasets.reread(datasetId, settings),
    'dataset.understand': ({ datasetId, recipe }) => datasets.understand(datasetId, recipe, null),
    'prepare.preview': ({ datasetId, recipe, column }) => datasets.prepare(datasetId, recipe, column),
    'series.describe': ({ datasetId, recipe }) => datasets.describeSeries(datasetId, recipe),
    'dataset.cancel': async ({ datasetId }) => {
      datasets.cancel(datasetId);
      return {};
    },
    'dataset.reopen': async ({ path }) => {
      if (await recent.has(path)) return datasets.open(path);
      throw new HoneError('request-invalid', 'This file is not among those opened last.', {
        place: { file: path },
        fix: 'Open it through the file dialog.',
      });
    },
  };
}
