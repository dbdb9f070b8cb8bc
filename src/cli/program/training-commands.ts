// The commands that train: one recipe, or several to measure something.
import type { Command } from 'commander';
import type { Session } from '../session';
import {
  type Does,
  commandOnTable,
  examples,
  filesOf,
  gather,
  json,
  quiet,
  recipeOptions,
  testFile,
} from './options';

/** hone train, check, rates, effect, cross-validate. */
export function addTraining(program: Command, session: Session, does: Does): void {
  program.commandsGroup('Learning:');
  addTrain(program, session, does);
  addCheck(program, session, does);
  addRates(program, session, does);
  addEffect(program, session, does);
  addCrossValidate(program, session, does);
}

function addTrain(program: Command, session: Session, does: Does): void {
  recipeOptions(commandOnTable(program, 'train'))
    .summary('train a model on a table and diagnose it')
    .description('Train a model on a table and diagnose it. Every setting has a default that works.')
    .option(
      '--change <epoch:path=value>',
      'change a value after that epoch; may be given several times',
      gather,
    )
    .option(...testFile)
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
      does(async () => (await import('../commands/train')).train(session, filesOf(data, more), options)),
    );
}

const recipeHelp = `
Recipe paths (a wrong one names the nearest):
  seed, training.epochs, training.batch-size, training.learning-rate,
  training.optimizer, training.early-stopping, model.family, model.hidden,
  model.dropout, split.validation …

Ctrl-C stops the training and keeps the best epoch; pressed again, it ends at
once.
`;

function addCheck(program: Command, session: Session, does: Does): void {
  recipeOptions(commandOnTable(program, 'check'))
    .summary('look for faults of a recipe and its data before training')
    .description(
      'Look for faults of a recipe and its data before training. Ends with 1 where a light is red.',
    )
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone check data.csv --target price',
        'hone check data.csv -t price --set training.learning-rate=1 --json',
      ),
    )
    .action((data, more, options) =>
      does(async () => (await import('../commands/check')).check(session, filesOf(data, more), options)),
    );
}

function addRates(program: Command, session: Session, does: Does): void {
  recipeOptions(commandOnTable(program, 'rates'))
    .summary('find a good learning rate for a recipe')
    .description('Raise the learning rate from step to step, and say at which rate the loss falls fastest.')
    .option(...json)
    .option(...quiet)
    .addHelpText(
      'after',
      examples(
        'hone rates data.csv --target price',
        'hone rates data.csv -t price --set training.optimizer=sgd',
      ),
    )
    .action((data, more, options) =>
      does(async () => (await import('../commands/rates')).rates(session, filesOf(data, more), options)),
    );
}

function addEffect(program: Command, session: Session, does: Does): void {
  recipeOptions(commandOnTable(program, 'effect'), 'the change; may be given several times')
    .summary('measure what a change of the recipe gains')
    .description(
      'Train a recipe with and without a change from the same seeds, and say how much better it is, with its 95 % interval.',
    )
    .option('-b, --base <path=value>', 'change both recipes; may be given several times', gather)
    .option('--seeds <number>', 'pairs of trainings; their seeds count up from that of the recipe', '10')
    .option(...testFile)
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
    .action((data, more, options) =>
      does(async () => (await import('../commands/effect')).effect(session, filesOf(data, more), options)),
    );
}

function addCrossValidate(program: Command, session: Session, does: Does): void {
  recipeOptions(commandOnTable(program, 'cross-validate'))
    .summary('train a recipe once for each fold and say how good it is')
    .description(
      'Deal the rows to folds, train once for each fold with that fold left out, and print the mean of each figure with its deviation and corrected error. Everything is fitted anew on the training rows of each fold.',
    )
    .option('--folds <number>', 'folds, 5 unless the recipe says otherwise')
    .option('--repeats <number>', 'how often the rows are dealt anew, 1 unless the recipe says otherwise')
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
    .action((data, more, options) =>
      does(async () =>
        (await import('../commands/cross-validate')).crossValidate(session, filesOf(data, more), options),
      ),
    );
}
