// The command line itself: names, options and help. What a command does is loaded when it is called.
import { Command, CommanderError } from 'commander';
import { HoneError } from '../core/errors';
import { nearest } from '../core/recipe/nearest';
import { tellFailure } from './failure';
import { addMachine } from './program/machine-commands';
import { addModels } from './program/model-commands';
import { type Does, examples } from './program/options';
import { addTables } from './program/table-commands';
import { addTraining } from './program/training-commands';
import { type ExitCode, exitCodes, type Session } from './session';

/** Runs the command that the arguments name (without `node` and the script); never throws. */
export async function runProgram(session: Session, args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const does: Does = async (work) => {
    exitCode = await work();
  };
  let printed = '';
  const program = createProgram(session, does, (text) => {
    printed += text;
  });
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) await session.terminal.write(printed);
    else if (isUnknownHelp(error))
      exitCode = tellFailure(session.terminal, unknownCommand(program, args), args.includes('--json'));
    else exitCode = tellFailure(session.terminal, usageError(error), args.includes('--json'));
  }
  return exitCode;
}

function createProgram(session: Session, does: Does, print: (text: string) => void): Command {
  const program = new Command('hone')
    .description('Train models on local tables, see what ails them, cure it, and take them along.')
    .version(session.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .commandsGroup('This machine:')
    .helpCommand('help [command]', 'print help for a command')
    .configureOutput({ writeOut: print, writeErr: () => {}, getOutHelpWidth: () => session.terminal.columns })
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${argumentsOf(command)}`.trimEnd() })
    .exitOverride()
    .addHelpText('after', examples('hone inspect data.csv', 'hone train data.csv --target price'));
  for (const add of [addTraining, addTables, addModels, addMachine]) add(program, session, does);
  return program;
}

/** What commander says of `help` for a command that there is not. */
const isUnknownHelp = (error: unknown) =>
  error instanceof CommanderError && error.code === 'commander.help' && error.exitCode !== 0;

function unknownCommand({ commands }: Command, args: readonly string[]): HoneError {
  const name = args.filter((one) => !one.startsWith('-'))[1] ?? '';
  const meant = nearest(
    name,
    commands.map((command) => command.name()),
  );
  const hint = meant === null ? '' : ` Did you mean ${meant}?`;
  return new HoneError('request-invalid', `Unknown command '${name}'.${hint}`, { fix: seeHelp });
}

const seeHelp = 'Run hone --help for the commands, or hone <command> --help for the options of one.';

/** The arguments of a command as the list of commands shows them, without further files. */
function argumentsOf({ registeredArguments }: Command): string {
  const shown = registeredArguments.filter(({ required, variadic }) => required || !variadic);
  return shown
    .map((one) => {
      const name = `${one.name()}${one.variadic ? '…' : ''}`;
      return one.required ? `<${name}>` : `[${name}]`;
    })
    .join(' ');
}

/** Commander's complaint as a HoneError; anything else unchanged. */
function usageError(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  const [sentence = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const hint = suggestion ? ` ${suggestion.replace(/^\((.*)\)$/, '$1')}` : '';
  return new HoneError('request-invalid', `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.${hint}`, {
    fix: seeHelp,
  });
}
