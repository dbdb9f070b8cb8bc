// The workbench as a door sees it: Electron's preload and the host's page script each provide one.
import type { EpochBatch } from '../../core/run/job';
import type { Answer, CommandInput, CommandName, CommandOutput } from './commands';
import type { WorkbenchEvent } from './events';

export interface WorkbenchClient {
  call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Answer<CommandOutput<Name>>>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: WorkbenchEvent) => void): () => void;
  /** Epoch batches of one run as they come, at most 20 a second. Returns the function that closes the stream. */
  follow(runId: string, listener: (batch: EpochBatch) => void): () => void;
  /**
   * Opens the first of the dropped files, the rows of the others below its own: the page hands the browser's Files, the
   * door finds them. `settings` name the others, for the recipe.
   */
  openDropped(files: readonly unknown[]): Promise<Answer<NonNullable<CommandOutput<'dataset.append'>>>>;
}
