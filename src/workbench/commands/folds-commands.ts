// Commands of a cross-validation.
import type { CommandName } from '../contract/commands';
import type { Datasets } from '../datasets';
import type { FoldsService } from '../folds-service';
import type { Handlers } from './handlers';

type FoldsCommand = Extract<CommandName, `folds.${string}`>;

export function foldsCommands(folds: FoldsService, datasets: Datasets): Handlers<FoldsCommand> {
  return {
    'folds.measure': async ({ datasetId, recipe, folds: count, repeats }) =>
      folds.begin({ data: datasets.get(datasetId).profile.path, recipe, folds: count, repeats }),
    'folds.cancel': async () => {
      await folds.cancel();
      return {};
    },
    'folds.last': async () => folds.current(),
  };
}
