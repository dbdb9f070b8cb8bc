// The commands on tables: what a file holds, and clean copies of it.
import type { Command } from 'commander';
import type { Session } from '../session';
import {
  type Does,
  commandOnTable,
  examples,
  filesOf,
  json,
  quiet,
  recipeFile,
  recipeOptions,
  settings,
} from './options';

/** hone inspect, understand, convert. */
export function addTables(program: Command, session: Session, does: Does): void {
  program.commandsGroup('Tables:');
  addLooks(program, session, does);
  addConvert(program, session, does);
}

function addLooks(program: Command, session: Session, does: Does): void {
  commandOnTable(program, 'inspect')
    .summary('show the columns of a table as Hone understands them')
    .description('Show the columns of a table as Hone understands them, and how its file is written.')
    .option(...settings)
    .option(...recipeFile)
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone inspect data.csv',
        "hone inspect data.csv --set 'data.dialect.delimiter=;' --type zip=category",
        "hone inspect data.csv --json | jq '.columns[].name'",
      ),
    )
    .action((data, more, options) =>
      does(async () => (await import('../commands/inspect')).inspect(session, filesOf(data, more), options)),
    );
  recipeOptions(commandOnTable(program, 'understand'))
    .summary('show what goes with a target, and what is wrong with the data')
    .description(
      'Show what goes with a target, and what is wrong with the data: leaks, copies, drift, groups and more, each with the setting that mends it.',
    )
    .option('--test <file>', 'table of the test rows, to be compared with the others')
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone understand data.csv --target price',
        "hone understand train.csv -t class --test test.csv --json | jq '.warnings[].id'",
      ),
    )
    .action((data, more, options) =>
      does(async () =>
        (await import('../commands/understand')).understand(session, filesOf(data, more), options),
      ),
    );
}

function addConvert(program: Command, session: Session, does: Does): void {
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
      does(async () => (await import('../commands/convert')).convert(session, files, options)),
    );
}
