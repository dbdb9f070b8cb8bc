// The recipe: the whole experiment as one value. The form edits it, the command line sets it, a run stores it.
import { z } from 'zod';
import { encoderSchema } from '../choices/encoders';
import { imputerSchema } from '../choices/imputers';
import { lossSchema } from '../choices/losses';
import { modelSchema } from '../choices/models';
import { optimizerSchema } from '../choices/optimizers';
import { scalerSchema } from '../choices/scalers';
import { scheduleSchema } from '../choices/schedules';
import { splitSchema } from '../choices/splits';
import { dialectSchema } from './dialect';

const data = z.strictObject({
  target: z.string().min(1).meta({ title: 'Target', help: 'The column to predict.' }),
  task: z
    .enum(['auto', 'regression', 'classification'])
    .default('auto')
    .meta({ title: 'Task', help: 'Whether the target is a number or a class. Auto decides by its values.' }),
  ignore: z
    .array(z.string())
    .default([])
    .meta({ title: 'Ignored columns', help: 'Columns that the model does not see.' }),
  dialect: dialectSchema
    .optional()
    .meta({ title: 'Dialect', help: 'How the file is written. Found by itself unless given.' }),
});

const prepare = z.strictObject({
  imputer: imputerSchema
    .default({ kind: 'median' })
    .meta({ title: 'Missing numbers', help: 'What stands in for a missing number.' }),
  indicator: z
    .boolean()
    .default(true)
    .meta({ title: 'Missing indicator', help: 'Adds a column of 0 and 1 for each number column with gaps.' }),
  scaler: scalerSchema
    .default({ kind: 'standardize' })
    .meta({ title: 'Scaling', help: 'Brings number columns to a common size.' }),
  encoder: encoderSchema
    .default({ kind: 'one-hot' })
    .meta({ title: 'Categories', help: 'How categories become numbers.' }),
  standardizeTarget: z.boolean().default(true).meta({
    title: 'Standardize target',
    help: 'Trains a regression on a target of mean 0 and deviation 1; predictions come in the original unit.',
  }),
});

const earlyStopping = z.strictObject({
  enabled: z.boolean().default(true).meta({
    title: 'Early stopping',
    help: 'Ends training when the validation loss has not improved for a while. The best epoch is kept either way.',
  }),
  patience: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(40)
    .meta({ title: 'Patience', help: 'Epochs without improvement before it stops.', unit: 'epochs' }),
  minDelta: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .meta({ title: 'Smallest improvement', help: 'A smaller fall of the validation loss does not count.' }),
});

const training = z.strictObject({
  epochs: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(100)
    .meta({ title: 'Epochs', help: 'Passes over the training rows at the most.', unit: 'epochs' }),
  batchSize: z
    .number()
    .int()
    .min(1)
    .max(65_536)
    .default(32)
    .meta({ title: 'Batch size', help: 'Rows per step.', unit: 'rows', scale: 'log' }),
  optimizer: optimizerSchema
    .default({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 })
    .meta({ title: 'Optimizer', help: 'How a step is made from the gradient.' }),
  learningRate: z
    .number()
    .min(1e-8)
    .max(100)
    .default(1e-3)
    .meta({ title: 'Learning rate', help: 'Size of a step.', scale: 'log' }),
  schedule: scheduleSchema
    .default({ kind: 'cosine', finalShare: 0 })
    .meta({ title: 'Rate schedule', help: 'How the learning rate changes over the run.' }),
  loss: z
    .union([z.literal('auto'), lossSchema])
    .default('auto')
    .meta({
      title: 'Loss',
      help: 'What training minimizes. Auto takes cross-entropy for classes and squared error for numbers.',
    }),
  l1: z
    .number()
    .min(0)
    .max(10)
    .default(0)
    .meta({ title: 'L1', help: 'Penalty on the sum of absolute weights.', scale: 'log' }),
  l2: z
    .number()
    .min(0)
    .max(10)
    .default(5e-4)
    .meta({ title: 'L2', help: 'Penalty on the sum of squared weights.', scale: 'log' }),
  earlyStopping: earlyStopping
    .prefault({})
    .meta({ title: 'Early stopping', help: 'When training ends before the last planned epoch.' }),
});

const hardware = z.strictObject({
  device: z
    .enum(['auto', 'cpu', 'gpu', 'wasm'])
    .default('auto')
    .meta({ title: 'Device', help: 'Where training runs. Auto takes the best that this machine has.' }),
  executor: z.enum(['auto', 'xla', 'graph', 'eager']).default('auto').meta({
    title: 'Executor',
    help: 'How a step runs: compiled with or without XLA, or op by op. Auto decides by shapes and epochs.',
  }),
});

export const recipeSchema = z.strictObject({
  version: z.literal(1).default(1),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .default(3)
    .meta({ title: 'Seed', help: 'Fixes everything random: the same recipe and data give the same run.' }),
  data: data,
  split: splitSchema
    .default({ kind: 'stratified', validation: 0.15, test: 0.2 })
    .meta({ title: 'Split', help: 'Which rows train, choose the epoch and test.' }),
  prepare: prepare.prefault({}).meta({ title: 'Preparation' }),
  model: modelSchema
    .prefault({ family: 'mlp' })
    .meta({ title: 'Model', help: 'The family of models that is trained.' }),
  training: training.prefault({}).meta({ title: 'Training' }),
  hardware: hardware.prefault({}).meta({ title: 'Hardware' }),
});

/** A complete recipe, every default filled in. */
export type Recipe = z.output<typeof recipeSchema>;

/** The default recipe for a target. */
export function defaultRecipe(target: string): Recipe {
  return recipeSchema.parse({ data: { target } });
}
