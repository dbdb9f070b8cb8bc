// Commands of the checks before a training.
import type { CommandName } from '../contract/commands';
import type { Datasets } from '../datasets';
import type { PreflightService } from '../preflight-service';
import type { Handlers } from './handlers';

type PreflightCommand = Extract<CommandName, `preflight.${string}`>;

export function preflightCommands(
  preflights: PreflightService,
  datasets: Datasets,
): Handlers<PreflightCommand> {
  return {
    'preflight.run': ({ datasetId, recipe }) =>
      preflights.run({ data: datasets.get(datasetId).profile.path, recipe }),
    'preflight.cancel': async () => {
      await preflights.cancel();
      return {};
    },
  };
}
