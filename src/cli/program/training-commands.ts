// The commands that train: one recipe, or several to measure something.
import type { Command } from 'commander';
import type { Session } from '../session';
import {
  type Does,
  commandOnFile,
  examples,
  gather,
  json,
  quiet,
  recipeFile,
  seed,
  settings,
} from './options';

/** hone train, check, rates, effect, cross-validate. */
export function addTraining(program: Command, session: Session, does: Does): void {
  addTrain(program, session, does);
  addRates(program, session, does);
  addEffect(program, session, does);
  addCrossValidate(program, session, does);
}

function addTrain(program: Command, session: Session, does: Does): void {
  commandOnFile(program, 'train')
    .argument('[more...]', 'further files, whose rows are appended by the names of their columns')
    .summary('train a model on a table and diagnose it')
    .description('Train a model on a table and diagnose it. Every setting has a default that works.')
    .option(
      '--append <file>',
      'append the rows of a file or of all files in a folder; may be repeated',
      gather,
    )
    .option(
      '--join <file:key>',
      "add a file's columns by a key (file:key=key there:prefix); may be repeated",
      gather,
    )
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
      does(async () => (await import('../commands/train')).train(session, data, more, options)),
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
      does(async () => (await import('../commands/check')).check(session, data, options)),
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
      does(async () => (await import('../commands/rates')).rates(session, data, options)),
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
      does(async () => (await import('../commands/effect')).effect(session, data, options)),
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
      does(async () => (await import('../commands/cross-validate')).crossValidate(session, data, options)),
    );
}
