// The commands on this machine: devices, caches, speed, and the page that it serves.
import type { Command } from 'commander';
import type { Session } from '../session';
import { type Does, commandOnTable, examples, filesOf, json, quiet, recipeOptions } from './options';

/** hone devices, cache, serve, bench. */
export function addMachine(program: Command, session: Session, does: Does): void {
  program.commandsGroup('This machine:');
  addDevices(program, session, does);
  addBench(program, session, does);
}

function addDevices(program: Command, session: Session, does: Does): void {
  program
    .command('devices')
    .summary('list what this machine can train on')
    .description('List what this machine can train on, and why not on the rest.')
    .option(...json)
    .addHelpText('after', examples('hone devices', "hone devices --json | jq '.runtime.devices'"))
    .action((options) =>
      does(async () => (await import('../commands/devices')).listDevices(session, options)),
    );
  program
    .command('cache')
    .summary('show or clear what is kept of tables that were read')
    .description(
      'Show what is kept of tables that were read and prepared, so that they need not be read again.',
    )
    .option('--clear', 'forget all of it')
    .option(...json)
    .addHelpText('after', examples('hone cache', 'hone cache --clear'))
    .action((options) => does(async () => (await import('../commands/cache')).manageCache(session, options)));
  program
    .command('serve')
    .summary('show the workbench in a browser')
    .description('Serve the workbench to a browser on this machine and print its address. Ctrl-C ends it.')
    .argument('[data]', 'CSV file to open')
    .addHelpText('after', examples('hone serve', 'hone serve data.csv'))
    .action((data) => does(async () => (await import('../commands/serve')).serve(session, data)));
}

function addBench(program: Command, session: Session, does: Does): void {
  const bench = program
    .command('bench')
    .summary('measure how fast this machine trains')
    .description('Measure how many rows per second this machine trains on, compiled and op by op.')
    .option(...json)
    .option(...quiet)
    .addHelpText('after', examples('hone bench', 'hone bench devices data.csv --target price'))
    .action((options) => does(async () => (await import('../commands/bench')).bench(session, options)));
  recipeOptions(commandOnTable(bench, 'devices', '[data]'))
    .summary('compare the devices of this machine on a recipe')
    .description(
      'Train a recipe for a while on each device of this machine, and say which ends the planned run first. Without a table it is a built-in one of 8,000 rows.',
    )
    .option('--seconds <number>', 'how long to measure each device', '3')
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone bench devices',
        'hone bench devices data.csv --target price --set model.hidden=512,512',
        'hone bench devices data.csv -t price --json > devices.json',
      ),
    )
    // `hone bench` has some of these options too, and takes them wherever they stand.
    .action((data, more, _, command: Command) =>
      does(async () =>
        (await import('../commands/bench-devices')).benchDevices(
          session,
          filesOf(data, more),
          command.optsWithGlobals(),
        ),
      ),
    );
}
