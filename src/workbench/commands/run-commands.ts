// Commands that start, steer, read and remove runs.
import { describePreparation } from '../../core/preparation/describe-preparation';
import type { CommandName } from '../contract/commands';
import type { Datasets } from '../datasets';
import type { RunService } from '../run-service';
import { readPreparation } from '../store/run-folder';
import type { Handlers } from './handlers';

type RunCommandName = Exclude<Extract<CommandName, `run.${string}`>, 'run.export' | 'run.predict'>;

export function runCommands(runs: RunService, datasets: Datasets): Handlers<RunCommandName> {
  return {
    'run.start': ({ datasetId, recipe }) =>
      runs.start({ data: datasets.get(datasetId).profile.path, test: null, recipe, folder: null }),
    'run.pause': ({ runId }) => runs.control(runId, 'pause'),
    'run.resume': ({ runId }) => runs.control(runId, 'resume'),
    'run.stop': ({ runId }) => runs.control(runId, 'stop'),
    'run.cancel': ({ runId }) => runs.control(runId, 'cancel'),
    'run.change': ({ runId, path, value }) => runs.change(runId, path, value),
    'run.remove': async ({ runId }) => {
      await runs.remove(runId);
      return {};
    },
    'run.list': ({ datasetId }) => runs.list(datasets.get(datasetId).profile.path),
    'run.get': async ({ runId }) => {
      const { folder: _, ...run } = await runs.read(runId);
      return run;
    },
    'run.preparation': async ({ runId }) => {
      const { folder } = await runs.read(runId);
      const preparation = await readPreparation(folder);
      return preparation && describePreparation(preparation);
    },
  };
}
