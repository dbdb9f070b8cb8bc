// The recipe: the whole experiment as one value. The form edits it, the command line sets it, a run stores it.
import { z } from 'zod';
import { augmentationSchema } from '../choices/augmentations';
import { dateSchema } from '../choices/dates';
import { encoderSchema } from '../choices/encoders';
import { featureStepSchema } from '../choices/feature-steps';
import { imputerSchema } from '../choices/imputers';
import { modelSchema } from '../choices/models';
import { scalerSchema } from '../choices/scalers';
import { splitSchema } from '../choices/splits';
import { textSchema } from '../choices/texts';
import { dialectSchema } from './dialect';
import { seriesSchema } from './series';
import { sourceFields } from './source';
import { trainingSchema } from './training';

/** What columns other than features are for; the model sees none of them. */
const roles = {
  group: z.string().default('').meta({
    title: 'Groups',
    help: 'A column that says which rows belong together, such as a patient: no group is in two parts. Empty for none.',
  }),
  time: z.string().default('').meta({
    title: 'Time',
    help: 'A column of dates or numbers that orders the rows. Empty for none.',
  }),
  timeAsFeature: z.boolean().default(false).meta({
    title: 'Time as a feature',
    help: 'Whether the model sees the time column too. Later rows lie outside of what it learned, so rather not.',
    level: 'expert',
  }),
  id: z.array(z.string()).default([]).meta({
    title: 'Row names',
    help: 'Columns that name a row. They are copied into the predictions.',
  }),
  part: z.string().default('').meta({
    title: 'Part',
    help: 'A column that says of each row whether it trains, validates or tests. Used by the split of that name.',
    level: 'expert',
  }),
};

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
  weight: z.string().default('').meta({
    title: 'Row weights',
    help: 'A number column that says how much each row counts in training. Empty counts all alike.',
    level: 'expert',
  }),
  ...roles,
  copies: z.enum(['keep', 'drop']).default('keep').meta({
    title: 'Copies of rows',
    help: 'What becomes of a row that repeats an earlier one in every column that is neither ignored nor a row name. Dropped ones are in no part.',
    level: 'expert',
  }),
  dialect: dialectSchema
    .optional()
    .meta({ title: 'Dialect', help: 'How the file is written. Found by itself unless given.' }),
  ...sourceFields,
});

/** Columns with steps of their own; what is left out is as for all columns. */
const ownColumns = z.strictObject({
  columns: z.array(z.string().min(1)).min(1),
  imputer: imputerSchema.optional(),
  scaler: scalerSchema.optional(),
  encoder: encoderSchema.optional(),
});

const prepare = z.strictObject({
  imputer: imputerSchema
    .prefault({ kind: 'median' })
    .meta({ title: 'Missing numbers', help: 'What stands in for a missing number.' }),
  indicator: z
    .boolean()
    .default(true)
    .meta({ title: 'Missing indicator', help: 'Adds a column of 0 and 1 for each number column with gaps.' }),
  scaler: scalerSchema
    .prefault({ kind: 'standardize' })
    .meta({ title: 'Scaling', help: 'Brings number columns to a common size.' }),
  encoder: encoderSchema
    .prefault({ kind: 'one-hot' })
    .meta({ title: 'Categories', help: 'How categories become numbers.' }),
  missingCategories: z.enum(['unseen', 'category', 'most-frequent']).default('unseen').meta({
    title: 'Missing categories',
    help: 'Whether a missing category is treated as an unseen one, is a category of its own, or stands for the most frequent one.',
    level: 'expert',
  }),
  dates: dateSchema.prefault({ kind: 'number' }).meta({ title: 'Dates', help: 'What dates become.' }),
  text: textSchema
    .prefault({ kind: 'none' })
    .meta({ title: 'Texts', help: 'How columns of free text become numbers.', level: 'expert' }),
  columns: z.array(ownColumns).max(200).default([]).meta({
    title: 'Columns of their own',
    help: 'Columns with other steps than the rest, each entry with columns and any of imputer, scaler and encoder.',
    level: 'expert',
    given: true,
  }),
  features: z.array(featureStepSchema).max(8).default([]).meta({
    title: 'Steps over all columns',
    help: 'Products, principal components and selections of the prepared columns, one after the other.',
    level: 'expert',
    given: true,
  }),
  standardizeTarget: z.boolean().default(true).meta({
    title: 'Standardize target',
    help: 'Trains a regression on a target of mean 0 and deviation 1; predictions come in the original unit.',
  }),
});

const hardware = z.strictObject({
  device: z
    .enum(['auto', 'cpu', 'gpu', 'wasm'])
    .default('auto')
    .meta({ title: 'Device', help: 'Where training runs. Auto takes the best that this machine has.' }),
  executor: z.enum(['auto', 'xla', 'graph', 'eager']).default('auto').meta({
    title: 'Executor',
    help: 'How a step runs: compiled with or without XLA, or op by op. Auto decides by shapes and epochs.',
    level: 'expert',
  }),
  gpu: z.number().int().min(0).max(63).default(0).meta({
    title: 'GPU number',
    help: 'Which GPU is used where there are several, as `hone devices` numbers them.',
    level: 'expert',
  }),
  threads: z.number().int().min(0).max(256).default(0).meta({
    title: 'Threads',
    help: 'Processor threads of this training; 0 shares the cores fairly among the trainings that run at once.',
    level: 'expert',
  }),
  memory: z.number().int().min(0).max(16_777_216).default(0).meta({
    title: 'Memory',
    help: 'Prepared rows that take more than this are streamed from disk. 0 takes a quarter of the memory of the machine.',
    level: 'expert',
    unit: 'MB',
  }),
  precision: z.enum(['float32', 'mixed']).default('float32').meta({
    title: 'Precision',
    help: 'Mixed computes the products in bfloat16 and all else in float32: faster on recent GPUs.',
    level: 'expert',
  }),
});

const schema = z.strictObject({
  version: z.literal(3).default(3),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .default(3)
    .meta({ title: 'Seed', help: 'Fixes everything random: the same recipe and data give the same run.' }),
  data: data,
  series: seriesSchema.prefault({}).meta({ title: 'Time series' }),
  split: splitSchema
    .default({ kind: 'stratified', validation: 0.15, test: 0.2 })
    .meta({ title: 'Split', help: 'Which rows train, choose the epoch and test.' }),
  prepare: prepare.prefault({}).meta({ title: 'Preparation' }),
  augment: augmentationSchema.default({ kind: 'none' }).meta({
    title: 'More data',
    help: 'Rows made from the prepared training rows, or left out of them. Validation and test rows stay real.',
    group: 'More data',
  }),
  model: modelSchema
    .prefault({ family: 'mlp' })
    .meta({ title: 'Model', help: 'The family of models that is trained.', group: 'Network' }),
  training: trainingSchema.prefault({}).meta({ title: 'Training' }),
  hardware: hardware.prefault({}).meta({ title: 'Hardware' }),
});

type Schema = typeof schema;
/** By name, so that no declaration that mentions a recipe has to spell out all of it. */
export interface RecipeSchema extends Schema {}
export const recipeSchema: RecipeSchema = schema;

/** A complete recipe, every default filled in. */
export type Recipe = z.output<typeof recipeSchema>;

/** The default recipe for a target. */
export function defaultRecipe(target: string): Recipe {
  return recipeSchema.parse({ data: { target } });
}
