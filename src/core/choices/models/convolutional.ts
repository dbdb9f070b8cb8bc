// A one-dimensional convolutional network over rows that hold a sequence.
import { z } from 'zod';
import { tasks } from '../../task';
import { conv1d, conv1dSteps } from '../layers/conv-1d';
import { flatten } from '../layers/flatten';
import type { Layer } from '../layers/layer';
import { perStep } from '../layers/per-step';
import { globalPooling, maxPooling1d, type SequenceShape } from '../layers/pooling';
import { behindWeights, denseHead, hiddenInitializer } from './hidden-block';
import { hiddenDisturbances, hiddenParams } from './hidden-params';
import { type ModelFamily, sequential } from './model';
import { sequenceOf, stepsParam } from './sequence-input';

const { activation, parametric, initializer, normalization, ...regularization } = hiddenParams;

const params = {
  steps: stepsParam,
  filters: z.array(z.number().int().min(1).max(2048)).min(1).max(16).default([32, 32]).meta({
    title: 'Filters',
    help: 'Filters of each convolution, from the input on.',
    group: 'Network',
  }),
  kernel: z.number().int().min(1).max(512).default(3).meta({
    title: 'Filter length',
    help: 'Time steps that a filter sees at once.',
    unit: 'steps',
    group: 'Network',
  }),
  stride: z.number().int().min(1).max(64).default(1).meta({
    title: 'Stride',
    help: 'Time steps from one window of a filter to the next. Above 1 each convolution shortens the sequence.',
    unit: 'steps',
    group: 'Network',
    level: 'expert',
  }),
  dilation: z.number().int().min(1).max(64).default(1).meta({
    title: 'Dilation growth',
    help: 'Each convolution spreads its filters by this factor more than the one before: 2 sees far back with few layers.',
    group: 'Network',
    level: 'expert',
  }),
  poolSize: z.number().int().min(1).max(64).default(1).meta({
    title: 'Max pooling',
    help: 'Behind each convolution only the largest value of so many neighbouring steps goes on. 1 is off.',
    unit: 'steps',
    group: 'Network',
    level: 'expert',
  }),
  pooling: z.enum(['mean', 'max', 'flatten']).default('mean').meta({
    title: 'Pooling',
    help: 'How the time steps become one row: the mean or the largest value of each filter, or all of them side by side.',
    group: 'Network',
  }),
  hidden: z.array(z.number().int().min(1).max(8192)).max(16).default([64]).meta({
    title: 'Dense layers',
    help: 'Units of each dense layer behind the convolutions. Empty puts the output right behind them.',
    group: 'Network',
  }),
  activation,
  parametric,
  initializer,
  normalization,
  ...regularization,
};

type Settings = { family: 'convolutional' } & z.output<z.ZodObject<typeof params>>;

/** The convolutions and the time steps and features that they end with. */
function convolutions(settings: Settings, shape: SequenceShape): { layers: Layer[]; shape: SequenceShape } {
  const initializer = hiddenInitializer(settings);
  const layers: Layer[] = [];
  let now = shape;
  settings.filters.forEach((filters, i) => {
    const { kernel, stride } = settings;
    // Beyond the length of the sequence a window would see nothing but padding.
    const dilation = Math.min(settings.dilation ** i, now.steps);
    const layout = { ...now, filters, kernel, stride, dilation, padding: 'same' as const };
    layers.push(conv1d(`convolution-${i + 1}`, { ...layout, initializer }));
    now = { steps: conv1dSteps(layout), features: filters };
    layers.push(
      ...behindWeights(settings, `convolution-${i + 1}`, filters).map((layer) => perStep(layer, now)),
    );
    const size = Math.min(settings.poolSize, now.steps);
    if (size > 1) {
      layers.push(maxPooling1d(`max-pooling-${i + 1}`, size, now));
      now = { ...now, steps: Math.floor(now.steps / size) };
    }
  });
  return { layers, shape: now };
}

const words = {
  title: 'Convolutional network',
  help: 'One-dimensional convolutions over rows that hold a sequence, such as a signal or a window of a time series: finds the same pattern wherever it occurs.',
  source: 'LeCun et al. 1998; keras.layers.Conv1D',
};

export const convolutional: ModelFamily<'convolutional', typeof params> = {
  family: 'convolutional',
  ...words,
  tasks,
  disturbances: hiddenDisturbances,
  params,
  schema: z.strictObject({ family: z.literal('convolutional'), ...params }).meta(words),
  build(settings, input) {
    const { layers, shape } = convolutions(settings, sequenceOf(input, settings.steps));
    const pooled =
      settings.pooling === 'flatten'
        ? flatten('pooling', shape.steps * shape.features)
        : globalPooling('pooling', settings.pooling, shape);
    return sequential([...layers, pooled, ...denseHead(settings, pooled.width, input.outputs)]);
  },
};
