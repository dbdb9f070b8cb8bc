// A call of the workbench whose failure is shown to the person instead of being thrown.
import type { WorkbenchClient } from '../../workbench/contract/client';
import type { CommandInput, CommandName, CommandOutput } from '../../workbench/contract/commands';
import type { Notices } from './notices';

/** The output, or null if the call failed (then a notice says so). */
export type Ask = <Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
) => Promise<CommandOutput<Name> | null>;

export function createAsk(client: Pick<WorkbenchClient, 'call'>, notices: Notices): Ask {
  return async (name, input) => {
    const answer = await client.call(name, input);
    if (answer.ok) return answer.value;
    if (answer.error.code !== 'cancelled') notices.error(answer.error);
    return null;
  };
}
