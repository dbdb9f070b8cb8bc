// A recurrent network over rows that hold a sequence.
import { z } from 'zod';
import { tasks } from '../../task';
import { cellSchema, cells } from '../cells';
import type { Cell } from '../cells/cell';
import { createChoice, describeKind } from '../choice';
import { initializerSchema, initializers } from '../initializers';
import type { Initializer } from '../initializers/initializer';
import type { Layer } from '../layers/layer';
import { globalPooling, type SequenceShape } from '../layers/pooling';
import { recurrent as recurrentLayer } from '../layers/recurrent';
import { denseHead, noiseAndDropout } from './hidden-block';
import { hiddenDisturbances, hiddenParams } from './hidden-params';
import { type ModelFamily, sequential } from './model';
import { sequenceOf, stepsParam } from './sequence-input';

const { activation, parametric, initializer, normalization, ...regularization } = hiddenParams;

const params = {
  steps: stepsParam,
  cell: cellSchema
    .default({ kind: 'lstm', forgetBias: 1 })
    .meta({ title: 'Cell', help: 'What carries memory from step to step.', group: 'Network' }),
  units: z.array(z.number().int().min(1).max(2048)).min(1).max(8).default([64]).meta({
    title: 'Recurrent layers',
    help: 'Units of each recurrent layer, from the input on.',
    group: 'Network',
  }),
  bidirectional: z.boolean().default(false).meta({
    title: 'Bidirectional',
    help: 'Reads the sequence from both ends with cells of their own: twice the units, twice the time.',
    group: 'Network',
  }),
  pooling: z.enum(['last', 'mean', 'max', 'flatten']).default('last').meta({
    title: 'Pooling',
    help: 'How the time steps become one row: the output behind the whole sequence, the mean or the largest value of each unit, or all steps side by side.',
    group: 'Network',
  }),
  hidden: z.array(z.number().int().min(1).max(8192)).max(16).default([]).meta({
    title: 'Dense layers',
    help: 'Units of each dense layer behind the recurrent ones. Empty puts the output right behind them.',
    group: 'Network',
  }),
  activation: activation.meta({
    title: 'Activation',
    help: 'Function behind each dense layer.',
    group: 'Network',
  }),
  parametric,
  initializer: initializer.meta({
    title: 'Initialization',
    help: 'How the weights of inputs and dense layers start.',
    group: 'Network',
  }),
  recurrentInitializer: initializerSchema.default({ kind: 'orthogonal', scale: 1 }).meta({
    title: 'Recurrent initialization',
    help: 'How the weights from step to step start. Orthogonal ones neither swell nor shrink what goes around.',
    group: 'Network',
    level: 'expert',
  }),
  normalization: normalization.meta({
    title: 'Normalization',
    help: 'Keeps the units of the dense layers at a common size while training.',
    group: 'Network',
  }),
  ...regularization,
};

type Settings = { family: 'recurrent' } & z.output<z.ZodObject<typeof params>>;

/** The recurrent layers with dropout behind each, and the pooling. */
function recurrentLayers(settings: Settings, shape: SequenceShape): Layer[] {
  const { units, pooling, bidirectional } = settings;
  const common = {
    cell: createChoice<Cell>(cells, settings.cell),
    title: describeKind(cells, settings.cell.kind).title,
    bidirectional,
    initializer: createChoice<Initializer>(initializers, settings.initializer),
    recurrentInitializer: createChoice<Initializer>(initializers, settings.recurrentInitializer),
  };
  let features = shape.features;
  const layers = units.flatMap((count, i) => {
    const returns = i === units.length - 1 && pooling === 'last' ? 'last' : 'sequence';
    const layer = recurrentLayer(`recurrent-${i + 1}`, {
      ...common,
      steps: shape.steps,
      features,
      units: count,
      returns,
      inputsLearn: i > 0,
    });
    features = count * (bidirectional ? 2 : 1);
    return [layer, ...noiseAndDropout(settings, layer.name, layer.width)];
  });
  if (pooling === 'last' || pooling === 'flatten') return layers;
  return [...layers, globalPooling('pooling', pooling, { steps: shape.steps, features })];
}

const words = {
  title: 'Recurrent network',
  help: 'LSTM, GRU or simple RNN over rows that hold a sequence, such as a window of a time series: reads step by step and remembers.',
  source: 'Hochreiter and Schmidhuber 1997; Cho et al. 2014; keras.layers.LSTM and GRU',
};

export const recurrent: ModelFamily<'recurrent', typeof params> = {
  family: 'recurrent',
  ...words,
  tasks,
  disturbances: hiddenDisturbances,
  params,
  schema: z.strictObject({ family: z.literal('recurrent'), ...params }).meta(words),
  build(settings, input) {
    const layers = recurrentLayers(settings, sequenceOf(input, settings.steps));
    const width = layers.at(-1)?.width as number;
    return sequential([...layers, ...denseHead(settings, width, input.outputs)]);
  },
};
