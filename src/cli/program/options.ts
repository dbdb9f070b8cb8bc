// What the commands of the command line share: options, the start of a command on a file, examples.
import type { Command } from 'commander';
import type { ExitCode } from '../session';

/** Runs the work of a command and keeps its exit code. */
export type Does = (work: () => Promise<ExitCode>) => Promise<void>;

/** For options that may be given several times. */
export const gather = (text: string, before: readonly string[] = []) => [...before, text];
export const target = ['-t, --target <column>', 'column to predict'] as const;
export const settings = [
  '-s, --set <path=value>',
  'change the recipe; may be given several times',
  gather,
] as const;
export const recipeFile = [
  '--recipe <file>',
  'recipe to start from: a run.json, or a recipe alone as JSON',
] as const;
export const seed = ['--seed <number>', 'fix everything random; the default recipe has a seed too'] as const;
export const quiet = ['-q, --quiet', 'no progress and no warnings'] as const;
export const json = ['--json', 'print one JSON object on stdout'] as const;

/** A new command that trains on a file. */
export function commandOnFile(program: Command, name: string): Command {
  return program
    .command(name)
    .argument('<data>', 'CSV file to train on')
    .option(...target);
}

/** Examples for the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
