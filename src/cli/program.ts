// The command line itself: names, options and help. What a command does is loaded when it is called.
import { Command, CommanderError } from 'commander';
import { HoneError } from '../core/errors';
import { tellFailure } from './failure';
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
    else exitCode = tellFailure(session.terminal, usageError(error), args.includes('--json'));
  }
  return exitCode;
}

/** Runs the work of a command and keeps its exit code. */
type Does = (work: () => Promise<ExitCode>) => Promise<void>;

function createProgram(session: Session, does: Does, print: (text: string) => void): Command {
  const program = new Command('hone')
    .description('Train models on local tables, see what ails them, cure it, and take them along.')
    .version(session.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureOutput({ writeOut: print, writeErr: () => {}, getOutHelpWidth: () => session.terminal.columns })
    .exitOverride()
    .addHelpText('after', examples('hone inspect data.csv', 'hone train data.csv --target price'));
  addTrain(program, session, does);
  addRates(program, session, does);
  addEffect(program, session, does);
  addCrossValidate(program, session, does);
  addUses(program, session, does);
  addLooks(program, session, does);
  addMachine(program, session, does);
  return program;
}

const gather = (text: string, before: readonly string[] = []) => [...before, text];
const target = ['-t, --target <column>', 'column to predict'] as const;
const settings = ['-s, --set <path=value>', 'change the recipe; may be given several times', gather] as const;
const recipeFile = [
  '--recipe <file>',
  'recipe to start from: a run.json, or a recipe alone as JSON',
] as const;
const seed = ['--seed <number>', 'fix everything random; the default recipe has a seed too'] as const;
const quiet = ['-q, --quiet', 'no progress and no warnings'] as const;
const json = ['--json', 'print one JSON object on stdout'] as const;

/** A new command that trains on a file. */
function commandOnFile(program: Command, name: string): Command {
  return program
    .command(name)
    .argument('<data>', 'CSV file to train on')
    .option(...target);
}

function addTrain(program: Command, session: Session, does: Does): void {
  commandOnFile(program, 'train')
    .argument('[more...]', 'further files, whose rows are appended by the names of their columns')
    .summary('train a model on a table and diagnose it')
    .description('Train a model on a table and diagnose it. Every setting has a default that works.')
    .option('--append <file>', 'append the rows of a file or of all files in a folder; may be repeated', gather)
    .option('--join <file:key>', "add a file's columns by a key (file:key=key there:prefix); may be repeated", gather)
    .option(...settings)
    .option(
      '--change <epoch:path=value>',
      'change a value after that epoch; may be given several times',
      gather,
    )
    .option(...recipeFile)
    .option(...seed)
    .option('--test <file>', 'CSV file for the final figures, instead of a share of the rows')
    .option('-o, --out <folder>', "new folder for the run, instead of one in Hone's own folder")
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone train data.csv --target price',
        'hone train data.csv -t price --set training.epochs=50 --set model.hidden=256,256',
        'hone train data.csv -t price --change 30:training.learning-rate=0.0001',
        'hone train train.csv -t class --test test.csv --json > result.json',
        'hone train january.csv february.xlsx -t price --join shops.parquet:shop',
      ) + recipeHelp,
    )
    .action((data, more, options) =>
      does(async () => (await import('./commands/train')).train(session, data, more, options)),
    );
}

const recipeHelp = `
Recipe paths (a wrong one names the nearest):
  seed, training.epochs, training.batch-size, training.learning-rate, training.optimizer,
  training.early-stopping, model.family, model.hidden, model.dropout, split.validation …

Ctrl-C stops the training and keeps the best epoch; pressed again, it ends at once.
`;

function addRates(program: Command, session: Session, does: Does): void {
  commandOnFile(program, 'check')
    .summary('look for faults of a recipe and its data before training')
    .description(
      'Look for faults of a recipe and its data before training. Ends with 1 where a light is red.',
    )
    .option(...settings)
    .option(...recipeFile)
    .option(...seed)
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone check data.csv --target price',
        'hone check data.csv -t price --set training.learning-rate=1 --json',
      ),
    )
    .action((data, options) =>
      does(async () => (await import('./commands/check')).check(session, data, options)),
    );
  commandOnFile(program, 'rates')
    .summary('find a good learning rate for a recipe')
    .description('Raise the learning rate from step to step, and say at which rate the loss falls fastest.')
    .option(...settings)
    .option(...seed)
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone rates data.csv --target price',
        'hone rates data.csv -t price --set training.optimizer=sgd',
      ),
    )
    .action((data, options) =>
      does(async () => (await import('./commands/rates')).rates(session, data, options)),
    );
}

function addEffect(program: Command, session: Session, does: Does): void {
  commandOnFile(program, 'effect')
    .summary('measure what a change of the recipe gains')
    .description(
      'Train a recipe with and without a change from the same seeds, and say how much better it is, with its 95 % interval.',
    )
    .option('-s, --set <path=value>', 'the change; may be given several times', gather)
    .option('-b, --base <path=value>', 'change both recipes; may be given several times', gather)
    .option(...recipeFile)
    .option('--seeds <number>', 'pairs of trainings', '10')
    .option('--seed <number>', 'the first seed')
    .option('--test <file>', 'CSV file for the scores, instead of a share of the rows')
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone effect data.csv --target price --set model.dropout=0.3',
        'hone effect data.csv -t price --set training.pretraining=true --base training.epochs=50',
        'hone effect data.csv -t price --set training.optimizer=sgd --seeds 20 --json > effect.json',
      ),
    )
    .action((data, options) =>
      does(async () => (await import('./commands/effect')).effect(session, data, options)),
    );
}

function addCrossValidate(program: Command, session: Session, does: Does): void {
  commandOnFile(program, 'cross-validate')
    .summary('train a recipe once for each fold and say how good it is')
    .description(
      'Deal the rows to folds, train once for each fold with that fold left out, and print the mean of each figure with its deviation and corrected error. Everything is fitted anew on the training rows of each fold.',
    )
    .option('--folds <number>', 'folds, 5 unless the recipe says otherwise')
    .option('--repeats <number>', 'how often the rows are dealt anew, 1 unless the recipe says otherwise')
    .option(...settings)
    .option(...recipeFile)
    .option(...seed)
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone cross-validate data.csv --target price',
        'hone cross-validate data.csv -t price --folds 10 --repeats 3 --json > folds.json',
        'hone cross-validate data.csv -t price --set data.group=patient',
      ),
    )
    .action((data, options) =>
      does(async () =>
        (await import('./commands/cross-validate')).crossValidate(session, data, options),
      ),
    );
}

function addUses(program: Command, session: Session, does: Does): void {
  program
    .command('predict')
    .summary("write a model's predictions for the rows of a CSV file")
    .description("Write a model's predictions for the rows of a CSV file: one line per row, in its order.")
    .argument('<run>', 'folder or id of a run, or folder of an exported model')
    .argument('<data>', "CSV file with the model's columns")
    .option('-o, --out <file>', 'CSV file to write, or - for stdout', '-')
    .option(...quiet)
    .addHelpText(
      'after',
      examples('hone predict RUN new.csv --out predictions.csv', 'hone predict RUN new.csv | head'),
    )
    .action((run, data, options) =>
      does(async () => (await import('./commands/predict')).predict(session, run, data, options)),
    );
  program
    .command('export')
    .summary('write a model, with its preparation, for other programs')
    .description('Write a model for other programs. It contains the preparation and takes raw rows.')
    .argument('<run>', 'folder or id of a run')
    .requiredOption('-f, --format <format>', 'saved-model, onnx or tfjs')
    .requiredOption('-o, --out <folder>', 'new folder to write')
    .option(...quiet)
    .addHelpText('after', examples('hone export RUN --format onnx --out model'))
    .action((run, options) =>
      does(async () => (await import('./commands/export')).exportRun(session, run, options)),
    );
}

function addLooks(program: Command, session: Session, does: Does): void {
  program
    .command('diagnose')
    .summary('say what ails the model of a run, and what may help')
    .description('Say what ails the model of a run, with the numbers that show it, and what may help.')
    .argument('<run>', 'folder or id of a run')
    .option(...json)
    .addHelpText(
      'after',
      examples('hone diagnose RUN', "hone diagnose RUN --json | jq '.diagnosis[0].remedies'"),
    )
    .action((run, options) =>
      does(async () => (await import('./commands/diagnose')).diagnose(session, run, options)),
    );
  program
    .command('inspect')
    .summary('show the columns of a CSV file as Hone understands them')
    .description('Show the columns of a CSV file as Hone understands them.')
    .argument('<data>', 'CSV file')
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples('hone inspect data.csv', "hone inspect data.csv --json | jq '.columns[].name'"),
    )
    .action((data, options) =>
      does(async () => (await import('./commands/inspect')).inspect(session, data, options)),
    );
  program
    .command('convert')
    .summary('write tables as clean CSV files')
    .description(
      'Write tables as clean CSV: UTF-8, comma, names in the first line, lines end in LF, every value as the file has it.',
    )
    .argument('<data...>', 'files of delimited text, packed (gzip, zip) or not, in any encoding')
    .option('-o, --out <file>', 'CSV file to write, for one file')
    .option('--out-dir <folder>', 'folder for a CSV file of the same name for each')
    .option(
      '--typed',
      'write numbers, dates and missing values as they are understood, not as they are written',
    )
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone convert export.txt --out clean.csv',
        'hone convert *.csv --out-dir clean --json > report.json',
      ),
    )
    .action((files, options) =>
      does(async () => (await import('./commands/convert')).convert(session, files, options)),
    );
  program
    .command('runs')
    .summary('list the runs, newest first')
    .description("List the runs in Hone's folder, newest first.")
    .argument('[data]', 'only runs on this CSV file')
    .option(...json)
    .addHelpText('after', examples('hone runs', 'hone runs data.csv'))
    .action((data, options) =>
      does(async () => (await import('./commands/runs')).listRuns(session, data, options)),
    );
}

function addMachine(program: Command, session: Session, does: Does): void {
  program
    .command('devices')
    .summary('list what this machine can train on')
    .description('List what this machine can train on, and why not on the rest.')
    .option(...json)
    .addHelpText('after', examples('hone devices', "hone devices --json | jq '.runtime.devices'"))
    .action((options) =>
      does(async () => (await import('./commands/devices')).listDevices(session, options)),
    );
  program
    .command('cache')
    .summary('show or clear what is kept of tables that were read')
    .description('Show what is kept of tables that were read and prepared, so that they need not be read again.')
    .option('--clear', 'forget all of it')
    .option(...json)
    .addHelpText('after', examples('hone cache', 'hone cache --clear'))
    .action((options) =>
      does(async () => (await import('./commands/cache')).manageCache(session, options)),
    );
  addBench(program, session, does);
  program
    .command('serve')
    .summary('show the workbench in a browser')
    .description('Serve the workbench to a browser on this machine and print its address. Ctrl-C ends it.')
    .argument('[data]', 'CSV file to open')
    .addHelpText('after', examples('hone serve', 'hone serve data.csv'))
    .action((data) => does(async () => (await import('./commands/serve')).serve(session, data)));
}

function addBench(program: Command, session: Session, does: Does): void {
  const bench = program
    .command('bench')
    .summary('measure how fast this machine trains')
    .description('Measure how many rows per second this machine trains on, compiled and op by op.')
    .option(...json)
    .option(...quiet)
    .addHelpText('after', examples('hone bench', 'hone bench devices data.csv --target price'))
    .action((options) => does(async () => (await import('./commands/bench')).bench(session, options)));
  bench
    .command('devices')
    .summary('compare the devices of this machine on a recipe')
    .description(
      'Train a recipe for a while on each device of this machine, and say which ends the planned run first.',
    )
    .argument('[data]', 'CSV file to train on, instead of a built-in table of 8,000 rows')
    .option(...target)
    .option(...settings)
    .option(...seed)
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
    .action((data, _, command: Command) =>
      does(async () =>
        (await import('./commands/bench-devices')).benchDevices(session, data, command.optsWithGlobals()),
      ),
    );
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** Commander's complaint as a HoneError; anything else unchanged. */
function usageError(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  const [sentence = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const hint = suggestion ? ` ${suggestion.replace(/^\((.*)\)$/, '$1')}` : '';
  return new HoneError('request-invalid', `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.${hint}`, {
    fix: 'Run hone --help for the commands, or hone <command> --help for the options of one.',
  });
}
