// The fields of hidden layers that model families share, so that they mean the same everywhere.
import { z } from 'zod';
import { activationSchema } from '../activations';
import { initializerSchema } from '../initializers';
import { normalizationSchema } from '../normalizations';

const NETWORK = 'Network';
const REGULARIZATION = 'Regularization';

export const hiddenParams = {
  activation: activationSchema
    .default({ kind: 'relu' })
    .meta({ title: 'Activation', help: 'Function behind each hidden layer.', group: NETWORK }),
  parametric: z.boolean().default(false).meta({
    title: 'Parametric activation',
    help: 'Lets each hidden unit learn how strongly its activation bends, from none to more than usual.',
    group: NETWORK,
    level: 'expert',
  }),
  initializer: initializerSchema
    .default({ kind: 'glorot-uniform', scale: 1 })
    .meta({ title: 'Initialization', help: 'How the weights of hidden layers start.', group: NETWORK }),
  normalization: normalizationSchema.default({ kind: 'none' }).meta({
    title: 'Normalization',
    help: 'Keeps the hidden units at a common size while training: steadier and often faster.',
    group: NETWORK,
  }),
  dropout: z.number().min(0).max(0.95).default(0.1).meta({
    title: 'Dropout',
    help: 'Share of hidden units silenced in each training step. Works against overfitting.',
    group: REGULARIZATION,
  }),
  dropoutKind: z.enum(['dropout', 'alpha-dropout', 'gaussian-dropout']).default('dropout').meta({
    title: 'Kind of dropout',
    help: 'Dropout sets units to zero; alpha dropout keeps mean and variance of SELU units; Gaussian dropout multiplies by normal noise.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  noise: z.number().min(0).max(10).default(0).meta({
    title: 'Hidden noise',
    help: 'Deviation of the normal noise added to the hidden units in each training step. 0 is off.',
    group: REGULARIZATION,
    level: 'expert',
  }),
};

/** Of these the ones that disturb the network in training. */
export const hiddenDisturbances = ['dropout', 'noise'] as const;

export type HiddenSettings = z.output<z.ZodObject<typeof hiddenParams>>;
