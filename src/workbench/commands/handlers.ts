// The type of a command's implementation, and how a call from outside becomes one.
import { HoneError, reportError } from '../../core/errors';
import {
  type Answer,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
} from '../contract/commands';

/** One function per command; what it throws becomes the answer. */
export type Handlers<Name extends CommandName = CommandName> = {
  [Key in Name]: (input: CommandInput<Key>) => Promise<CommandOutput<Key>>;
};

/** Checks the name and the input of a call, does it, and never throws. `allow` throws where a call asks too much. */
export async function answerCall(
  handlers: Handlers,
  name: string,
  input: unknown,
  allow: (input: unknown) => Promise<void>,
): Promise<Answer<unknown>> {
  try {
    if (!isCommand(name)) throw new HoneError('request-invalid', `There is no command '${name}'.`);
    await allow(input);
    return { ok: true, value: await handle(handlers, name, input) };
  } catch (error) {
    return { ok: false, error: reportError(error) };
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

async function handle<Name extends CommandName>(
  handlers: Handlers,
  name: Name,
  input: unknown,
): Promise<CommandOutput<Name>> {
  const parsed = commands[name].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    throw new HoneError('request-invalid', `The input of '${name}' is wrong: ${issue?.message}.`, {
      place: field ? { field } : {},
    });
  }
  return handlers[name](parsed.data as CommandInput<Name>);
}
