// What the commands of the command line share: options, the start of a command on a file, examples.
import type { Command } from 'commander';
import type { ExitCode } from '../session';

/** Runs the work of a command and keeps its exit code. */
export type Does = (work: () => Promise<ExitCode>) => Promise<void>;

/** For options that may be given several times. */
export const gather = (text: string, before: readonly string[] = []) => [...before, text];
export const settings = [
  '-s, --set <path=value>',
  'change the recipe; may be given several times',
  gather,
] as const;
export const recipeFile = [
  '--recipe <file>',
  'recipe to start from: a run.json, or a recipe alone as JSON',
] as const;
export const testFile = [
  '--test <file>',
  'table for the final figures, instead of a share of the rows',
] as const;
export const quiet = ['-q, --quiet', 'no progress and no warnings'] as const;
export const json = ['--json', 'print one JSON object on stdout'] as const;

/** A command on a table: its files and how they are read. What it does with them comes behind. */
export function commandOnTable(program: Command, name: string, data = '<data>'): Command {
  return program
    .command(name)
    .argument(data, 'table: a file, or a folder whose tables are appended')
    .argument('[more...]', 'further files, whose rows are appended by the names of their columns')
    .optionsGroup('Reading:')
    .option('--append <file>', 'append the rows of a file or a folder; may be given several times', gather)
    .option('--source-column <name>', 'add a column that says which file a row comes from')
    .option(
      '--join <file:key>',
      "add a file's columns by a key (file:key=key there:prefix); may be given several times",
      gather,
    )
    .option('--sheet <name>', 'sheet of a workbook, instead of the first one')
    .option(
      '--type <column=type>',
      'read a column as number, category, boolean, date or text; may be given several times',
      gather,
    )
    .optionsGroup('Options:');
}

/** The options of a recipe for a command that learns a target; `settingsAre` says what they do there. */
export function recipeOptions(command: Command, settingsAre: string = settings[1]): Command {
  return command
    .optionsGroup('Recipe:')
    .option('-t, --target <column>', 'column to predict')
    .option(settings[0], settingsAre, settings[2])
    .option(...recipeFile)
    .option('--seed <number>', 'fix everything random; the default recipe has a seed too')
    .optionsGroup('Options:');
}

/** All files of a command on a table: the first argument may be left out. */
export const filesOf = (data: string | undefined, more: readonly string[]): string[] =>
  data === undefined ? [] : [data, ...more];

/** Examples for the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
