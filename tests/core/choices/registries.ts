// All registries of choices by folder, for the tests that loop over every choice.
import { activationSchema, activations } from '../../../src/core/choices/activations';
import { augmentationSchema, augmentations } from '../../../src/core/choices/augmentations';
import { averagingSchema, averagings } from '../../../src/core/choices/averagings';
import { cellSchema, cells } from '../../../src/core/choices/cells';
import { clippings, clippingSchema } from '../../../src/core/choices/clippings';
import { dates, dateSchema } from '../../../src/core/choices/dates';
import { embeddingSchema, embeddings } from '../../../src/core/choices/embeddings';
import { encoderSchema, encoders } from '../../../src/core/choices/encoders';
import { featureStepSchema, featureSteps } from '../../../src/core/choices/feature-steps';
import { imputerSchema, imputers } from '../../../src/core/choices/imputers';
import { initializerSchema, initializers } from '../../../src/core/choices/initializers';
import { losses, lossSchema } from '../../../src/core/choices/losses';
import { models, modelSchema } from '../../../src/core/choices/models';
import { normalizationSchema, normalizations } from '../../../src/core/choices/normalizations';
import { optimizerSchema, optimizers } from '../../../src/core/choices/optimizers';
import { scalers, scalerSchema } from '../../../src/core/choices/scalers';
import { schedules, scheduleSchema } from '../../../src/core/choices/schedules';
import { splits, splitSchema } from '../../../src/core/choices/splits';
import { textSchema, texts } from '../../../src/core/choices/texts';

/** Beside the choices: files of a family that are not choices (its contract, shared mathematics). */
export const registries = [
  {
    folder: 'activations',
    list: activations,
    schema: activationSchema,
    beside: ['activation', 'parametric'],
  },
  {
    folder: 'augmentations',
    list: augmentations,
    schema: augmentationSchema,
    beside: ['augmentation'],
  },
  { folder: 'averagings', list: averagings, schema: averagingSchema, beside: ['averaging'] },
  { folder: 'cells', list: cells, schema: cellSchema, beside: ['cell', 'plain-sums', 'unrolled'] },
  { folder: 'clippings', list: clippings, schema: clippingSchema, beside: ['clipping'] },
  { folder: 'dates', list: dates, schema: dateSchema, beside: ['date'] },
  {
    folder: 'embeddings',
    list: embeddings,
    schema: embeddingSchema,
    beside: ['embedding', 'per-number-linear'],
  },
  { folder: 'encoders', list: encoders, schema: encoderSchema, beside: ['encoder', 'encoding'] },
  {
    folder: 'feature-steps',
    list: featureSteps,
    schema: featureStepSchema,
    beside: ['eigen', 'feature-step', 'kept-columns', 'sparse-weights'],
  },
  { folder: 'imputers', list: imputers, schema: imputerSchema, beside: ['imputer'] },
  {
    folder: 'initializers',
    list: initializers,
    schema: initializerSchema,
    beside: ['initializer', 'fill', 'cut-normal', 'uniform-within', 'scale', 'size-of'],
  },
  {
    folder: 'losses',
    list: losses,
    schema: lossSchema,
    beside: ['loss', 'centre', 'class-targets', 'links', 'output'],
  },
  {
    folder: 'models',
    list: models.map((model) => ({ ...model, kind: model.family })),
    schema: modelSchema,
    beside: ['model', 'hidden-block', 'hidden-params', 'input-layers', 'sequence-input'],
  },
  {
    folder: 'normalizations',
    list: normalizations,
    schema: normalizationSchema,
    beside: ['normalization'],
  },
  {
    folder: 'optimizers',
    list: optimizers,
    schema: optimizerSchema,
    beside: ['optimizer', 'moments', 'parameters', 'quasi-newton', 'with-lookahead'],
  },
  {
    folder: 'scalers',
    list: scalers,
    schema: scalerSchema,
    beside: ['interpolation', 'minimize', 'moments', 'normal-scores', 'scaler', 'smooth-limit'],
  },
  { folder: 'schedules', list: schedules, schema: scheduleSchema, beside: ['schedule', 'parameters'] },
  {
    folder: 'splits',
    list: splits,
    schema: splitSchema,
    beside: ['split', 'shares', 'whole-groups', 'moments-in-order', 'folds', 'part-names'],
  },
  {
    folder: 'texts',
    list: texts,
    schema: textSchema,
    beside: ['counting-params', 'hashed-counts', 'murmur3', 'text'],
  },
] as const;
