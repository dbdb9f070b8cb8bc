// The training part of a recipe: steps, optimizer, regularization, stopping, pre-training.
import { z } from 'zod';
import { averagingSchema } from '../choices/averagings';
import { clippingSchema } from '../choices/clippings';
import { lossSchema } from '../choices/losses';
import { optimizerSchema } from '../choices/optimizers';
import { scheduleSchema } from '../choices/schedules';

const STEPS = 'Epochs and batches';
const OPTIMIZER = 'Optimizer and rate';
const REGULARIZATION = 'Regularization';
const LOSS = 'Loss';
const STOPPING = 'Early stopping';
const PRETRAINING = 'Pre-training';

const steps = {
  epochs: z.number().int().min(1).max(100_000).default(100).meta({
    title: 'Epochs',
    help: 'Passes over the training rows at the most.',
    unit: 'epochs',
    group: STEPS,
  }),
  batchSize: z
    .number()
    .int()
    .min(1)
    .max(65_536)
    .default(32)
    .meta({ title: 'Batch size', help: 'Rows per step.', unit: 'rows', scale: 'log', group: STEPS }),
  batchGrowth: z
    .strictObject({
      enabled: z.boolean().default(false).meta({
        title: 'Growing batch',
        help: 'Enlarges the batch while training goes on: calmer steps late, much like a falling rate.',
        group: STEPS,
        level: 'expert',
      }),
      factor: z.number().min(1.1).max(16).default(2).meta({
        title: 'Growth',
        help: 'The batch size is multiplied by this each time.',
        group: STEPS,
        level: 'expert',
      }),
      every: z.number().int().min(1).max(10_000).default(20).meta({
        title: 'Grow every',
        help: 'Epochs between two enlargements.',
        unit: 'epochs',
        group: STEPS,
        level: 'expert',
      }),
      largest: z.number().int().min(1).max(65_536).default(1024).meta({
        title: 'Largest batch',
        help: 'The batch grows no further than this.',
        unit: 'rows',
        scale: 'log',
        group: STEPS,
        level: 'expert',
      }),
    })
    .prefault({})
    .meta({
      title: 'Growing batch',
      help: 'How the batch size grows (Smith et al. 2018, arXiv 1711.00489).',
    }),
  accumulate: z.number().int().min(1).max(1024).default(1).meta({
    title: 'Accumulate gradients',
    help: 'Batches whose gradients are averaged before one update: a larger batch in the memory of a small one.',
    unit: 'batches',
    group: STEPS,
    level: 'expert',
  }),
  sampling: z.enum(['shuffle', 'balanced', 'file-order']).default('shuffle').meta({
    title: 'Sampling',
    help: 'Order of the rows in an epoch: shuffled anew each time, drawn so that every class comes up equally often, or as in the file.',
    group: STEPS,
    level: 'expert',
  }),
};

const optimizer = {
  optimizer: optimizerSchema
    .default({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 })
    .meta({ title: 'Optimizer', help: 'How a step is made from the gradient.', group: OPTIMIZER }),
  learningRate: z
    .number()
    .min(1e-8)
    .max(100)
    .default(1e-3)
    .meta({ title: 'Learning rate', help: 'Size of a step.', scale: 'log', group: OPTIMIZER }),
  warmup: z.number().min(0).max(10_000).default(0).meta({
    title: 'Warm-up',
    help: 'Epochs over which the rate rises from zero before the schedule begins. Helps large rates and batches.',
    unit: 'epochs',
    group: OPTIMIZER,
    level: 'expert',
  }),
  schedule: scheduleSchema
    .default({ kind: 'cosine', finalShare: 0 })
    .meta({ title: 'Rate schedule', help: 'How the learning rate changes over the run.', group: OPTIMIZER }),
  depthFactor: z.number().min(0.01).max(10).default(1).meta({
    title: 'Rate by depth',
    help: 'Each layer learns at this multiple of the rate of the layer behind it; below 1 the first layers move least.',
    group: OPTIMIZER,
    level: 'expert',
  }),
  lookahead: z
    .strictObject({
      enabled: z.boolean().default(false).meta({
        title: 'Lookahead',
        help: 'Keeps slow weights that follow the fast ones every few steps: steadier training (Zhang et al. 2019).',
        group: OPTIMIZER,
        level: 'expert',
      }),
      every: z.number().int().min(1).max(1000).default(6).meta({
        title: 'Follow every',
        help: 'Steps of the fast weights between two moves of the slow ones.',
        unit: 'steps',
        group: OPTIMIZER,
        level: 'expert',
      }),
      share: z.number().min(0.01).max(1).default(0.5).meta({
        title: 'Follow by',
        help: 'Share of the way that the slow weights move towards the fast ones.',
        group: OPTIMIZER,
        level: 'expert',
      }),
    })
    .prefault({})
    .meta({ title: 'Lookahead' }),
};

const loss = {
  loss: z
    .union([z.literal('auto'), lossSchema])
    .default('auto')
    .meta({
      title: 'Loss',
      help: 'What training minimizes. Auto takes cross-entropy for classes and squared error for numbers.',
      group: LOSS,
    }),
  output: z.enum(['auto', 'linear', 'exp', 'softplus']).default('auto').meta({
    title: 'Output of a regression',
    help: 'What stands behind the last layer: exp and softplus give positive numbers only. Auto is what the loss asks for.',
    group: LOSS,
    level: 'expert',
  }),
  classWeights: z.enum(['none', 'balanced']).default('none').meta({
    title: 'Class weights',
    help: 'Balanced lets the rows of every class together count the same, however rare it is.',
    group: LOSS,
  }),
};

const penalty = (title: string, help: string, initial: number) =>
  z.number().min(0).max(10).default(initial).meta({ title, help, scale: 'log', group: REGULARIZATION });

const regularization = {
  l1: penalty('L1', 'Penalty on the sum of absolute weights.', 0),
  l2: penalty('L2', 'Penalty on the sum of squared weights.', 5e-4),
  penaltyFactors: z.array(z.number().min(0).max(1000)).max(64).default([]).meta({
    title: 'Penalty per layer',
    help: 'Multiplies L1 and L2 of each layer with weights, from the input on. Empty treats all alike.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  weightDecay: z.number().min(0).max(10).default(0).meta({
    title: 'Weight decay',
    help: 'Shrinks the weights in each step by this share of the rate, apart from the gradient (Loshchilov and Hutter 2019). Adds to what the optimizer itself decays.',
    scale: 'log',
    group: REGULARIZATION,
  }),
  weightDecaySchedule: scheduleSchema.default({ kind: 'constant' }).meta({
    title: 'Decay schedule',
    help: 'How the weight decay changes over the run.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  weightDecayExcept: z.array(z.string()).max(64).default([]).meta({
    title: 'Not decayed',
    help: 'Weights whose name contains one of these texts are not decayed. Biases and normalization never are.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  dropoutSchedule: scheduleSchema.default({ kind: 'constant' }).meta({
    title: 'Dropout schedule',
    help: 'How the dropout of the model changes over the run.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  maxNorm: z.number().min(0).max(1000).default(0).meta({
    title: 'Max-norm',
    help: 'Longest weight vector that a unit may have; longer ones are shortened after each step. 0 is off.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  clipping: clippingSchema.default({ kind: 'none' }).meta({
    title: 'Gradient clipping',
    help: 'Bounds the gradient before the step.',
    group: REGULARIZATION,
  }),
  mixup: z.number().min(0).max(10).default(0).meta({
    title: 'Mixup',
    help: 'Trains on blends of two rows and their targets; alpha of the Beta distribution that draws the shares (Zhang et al. 2018). 0 is off.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  inputNoise: z.number().min(0).max(10).default(0).meta({
    title: 'Input noise',
    help: 'Deviation of the normal noise added to the prepared inputs in each step. 0 is off.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  featureDropout: z.number().min(0).max(0.95).default(0).meta({
    title: 'Feature dropout',
    help: 'Share of the prepared inputs set to zero in each step. 0 is off.',
    group: REGULARIZATION,
    level: 'expert',
  }),
  averaging: averagingSchema.default({ kind: 'none' }).meta({
    title: 'Weight averaging',
    help: 'Judges and keeps an average of the weights over the steps, wherever it is better on the validation rows.',
    group: REGULARIZATION,
  }),
};

const earlyStopping = z.strictObject({
  enabled: z.boolean().default(true).meta({
    title: 'Early stopping',
    help: 'Ends training when the monitored curve, usually the validation loss, has not improved for a while. Restore best decides whose weights are kept, with it and without.',
    group: STOPPING,
  }),
  monitor: z.enum(['validation-loss', 'validation-metric', 'train-loss']).default('validation-loss').meta({
    title: 'Monitor',
    help: 'The curve that decides which epoch is best and when nothing improves any more.',
    group: STOPPING,
    level: 'expert',
  }),
  patience: z.number().int().min(1).max(10_000).default(40).meta({
    title: 'Patience',
    help: 'Epochs without improvement before it stops.',
    unit: 'epochs',
    group: STOPPING,
  }),
  minDelta: z.number().min(0).max(1).default(0).meta({
    title: 'Smallest improvement',
    help: 'A smaller gain of the monitored curve does not count.',
    group: STOPPING,
    level: 'expert',
  }),
  minimumEpochs: z.number().int().min(0).max(100_000).default(0).meta({
    title: 'Minimum epochs',
    help: 'It never stops before this epoch.',
    unit: 'epochs',
    group: STOPPING,
    level: 'expert',
  }),
  smoothing: z.number().min(0).max(0.99).default(0).meta({
    title: 'Smoothing',
    help: 'Share of the past in a moving average of the monitored curve, so that noise neither stops nor saves a run.',
    group: STOPPING,
    level: 'expert',
  }),
  restoreBest: z.boolean().default(true).meta({
    title: 'Restore best',
    help: 'Keeps the weights of the best epoch; off keeps those of the last.',
    group: STOPPING,
    level: 'expert',
  }),
});

const pretraining = z.strictObject({
  enabled: z.boolean().default(false).meta({
    title: 'Autoencoder pre-training',
    help: 'First trains the hidden layers to reconstruct the inputs, also of rows without a target, then trains as usual from there.',
    group: PRETRAINING,
  }),
  kind: z.enum(['denoising', 'plain']).default('denoising').meta({
    title: 'Kind',
    help: 'Denoising reconstructs the clean row from a corrupted one (Vincent et al. 2010), plain from the row itself.',
    group: PRETRAINING,
  }),
  layout: z.enum(['whole', 'layer-wise']).default('whole').meta({
    title: 'Layout',
    help: 'All hidden layers at once, or one after the other, each on the output of those before it (Bengio et al. 2007).',
    group: PRETRAINING,
    level: 'expert',
  }),
  epochs: z.number().int().min(1).max(10_000).default(50).meta({
    title: 'Epochs of pre-training',
    help: 'Passes over all rows, for each layer where they are trained one after the other.',
    unit: 'epochs',
    group: PRETRAINING,
  }),
  corruption: z.number().min(0).max(0.9).default(0.2).meta({
    title: 'Corruption',
    help: 'Share of the inputs that a denoising autoencoder replaces by the value of another row.',
    group: PRETRAINING,
    level: 'expert',
  }),
  unchanged: z.number().min(0).max(1).default(0.1).meta({
    title: 'Weight of unchanged values',
    help: 'How much the values that were not corrupted count in the error of a denoising autoencoder, beside 1 for a corrupted one. They can be copied without learning anything.',
    group: PRETRAINING,
    level: 'expert',
  }),
  frozenEpochs: z.number().int().min(0).max(10_000).default(0).meta({
    title: 'Frozen epochs',
    help: 'Epochs of the training proper in which the pre-trained layers stay as they are.',
    unit: 'epochs',
    group: PRETRAINING,
    level: 'expert',
  }),
});

/** A value that was changed while the run was going, so that the recipe replays it. */
export const liveChangeSchema = z.strictObject({
  /** The change holds from the epoch after this one on. */
  epoch: z.number().int().min(0),
  /** Recipe path, such as `training.learning-rate`. */
  path: z.string(),
  value: z.number(),
});

export const trainingSchema = z.strictObject({
  ...steps,
  ...optimizer,
  ...loss,
  ...regularization,
  earlyStopping: earlyStopping
    .prefault({})
    .meta({ title: 'Early stopping', help: 'When training ends before the last planned epoch.' }),
  pretraining: pretraining.prefault({}).meta({ title: 'Pre-training' }),
  preflight: z.boolean().default(true).meta({
    title: 'Pre-flight checks',
    help: 'Looks for faults of the network and the data in a second or two before the first epoch.',
    group: 'Watching',
  }),
  telemetry: z.number().int().min(0).max(10_000).default(1).meta({
    title: 'Telemetry every',
    help: 'Epochs between two looks into the layers (gradients, activations, updates). 0 is off.',
    unit: 'epochs',
    group: 'Watching',
    level: 'expert',
  }),
  changes: z.array(liveChangeSchema).default([]).meta({
    title: 'Changes during the run',
    help: 'Recorded when a value is changed while training.',
    group: OPTIMIZER,
  }),
});

export type LiveChange = z.output<typeof liveChangeSchema>;
