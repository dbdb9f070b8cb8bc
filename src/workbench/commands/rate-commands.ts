// Commands of the learning-rate range test.
import type { CommandName } from '../contract/commands';
import type { Datasets } from '../datasets';
import type { RateTestService } from '../rate-test-service';
import type { Handlers } from './handlers';

type RateCommand = Extract<CommandName, `rates.${string}`>;

export function rateCommands(tests: RateTestService, datasets: Datasets): Handlers<RateCommand> {
  return {
    'rates.test': ({ datasetId, recipe }) =>
      tests.begin({ data: datasets.get(datasetId).profile.path, recipe }),
    'rates.cancel': async () => {
      await tests.cancel();
      return {};
    },
    'rates.last': async () => tests.current(),
  };
}
