// Commands that compare the devices of this machine.
import type { ComparisonService } from '../comparison-service';
import type { CommandName } from '../contract/commands';
import type { Datasets } from '../datasets';
import type { Handlers } from './handlers';

type DeviceCommand = Extract<CommandName, `devices.${string}`>;

export function deviceCommands(comparisons: ComparisonService, datasets: Datasets): Handlers<DeviceCommand> {
  return {
    'devices.compare': ({ datasetId, recipe }) =>
      comparisons.begin({ data: datasets.get(datasetId).profile.path, recipe }),
    'devices.cancel': async () => {
      await comparisons.cancel();
      return {};
    },
    'devices.comparison': async () => comparisons.current(),
  };
}
