// Commands about the application itself.
import type { Runtime } from '../../core/run/job';
import type { CommandOutput } from '../contract/commands';
import type { Datasets } from '../datasets';
import type { Handlers } from './handlers';

export interface AppContext {
  version: string;
  door: CommandOutput<'app.info'>['door'];
  datasets: Datasets;
  /** Null until the machine has been looked at. */
  runtime(): Runtime | null;
}

export function appCommands({ version, door, datasets, runtime }: AppContext): Handlers<'app.info'> {
  return {
    // A page that loads again comes back to the dataset that it showed.
    'app.info': async () => ({
      ...{ version, door, runtime: runtime() },
      ...{ opened: datasets.last(), opening: datasets.opening() },
    }),
  };
}
