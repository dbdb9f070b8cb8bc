// The commands on runs and the models that they made.
import type { Command } from 'commander';
import type { Session } from '../session';
import { type Does, examples, json, quiet } from './options';

/** hone runs, diagnose, predict, export. */
export function addModels(program: Command, session: Session, does: Does): void {
  program.commandsGroup('Runs and models:');
  addRuns(program, session, does);
  addUses(program, session, does);
}

function addRuns(program: Command, session: Session, does: Does): void {
  program
    .command('runs')
    .summary('list the runs, newest first')
    .description("List the runs in Hone's folder, newest first.")
    .argument('[data]', 'only runs on this CSV file')
    .option(...json)
    .addHelpText('after', examples('hone runs', 'hone runs data.csv'))
    .action((data, options) =>
      does(async () => (await import('../commands/runs')).listRuns(session, data, options)),
    );
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
      does(async () => (await import('../commands/diagnose')).diagnose(session, run, options)),
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
      does(async () => (await import('../commands/predict')).predict(session, run, data, options)),
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
      does(async () => (await import('../commands/export')).exportRun(session, run, options)),
    );
}
