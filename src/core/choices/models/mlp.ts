// A multi-layer perceptron: dense layers, optionally with embeddings, normalization, dropout and shortcuts.
import { z } from 'zod';
import { tasks } from '../../task';
import { embeddingSchema } from '../embeddings';
import type { Layer } from '../layers/layer';
import { linearSurvival, residual } from '../layers/residual';
import { hiddenBlock, hiddenInitializer, outputLayer } from './hidden-block';
import { hiddenDisturbances, hiddenParams } from './hidden-params';
import { inputLayers } from './input-layers';
import { type ModelFamily, sequential } from './model';

const { activation, parametric, initializer, normalization, ...regularization } = hiddenParams;

const params = {
  hidden: z.array(z.number().int().min(1).max(8192)).max(16).default([256, 128]).meta({
    title: 'Hidden layers',
    help: 'Units of each hidden layer, from the input on. Empty makes a linear model.',
    group: 'Network',
  }),
  activation,
  parametric,
  initializer,
  normalization,
  embedding: embeddingSchema.default({ kind: 'none' }).meta({
    title: 'Number embedding',
    help: 'Turns each number column into several learned ones before the first hidden layer. Booleans and one-hot columns stay as they are.',
    group: 'Network',
    level: 'expert',
  }),
  scalingLayer: z.boolean().default(false).meta({
    title: 'Scaling layer',
    help: 'Multiplies each input by a learned factor, so that the network can weigh columns quickly.',
    group: 'Network',
    level: 'expert',
  }),
  residual: z.boolean().default(false).meta({
    title: 'Residual connections',
    help: 'Adds the input of each hidden layer to its output. Makes deep networks trainable.',
    group: 'Network',
    level: 'expert',
  }),
  ...regularization,
  stochasticDepth: z.number().min(0).max(0.95).default(0).meta({
    title: 'Stochastic depth',
    help: 'Probability that the last residual block is left out of a training step; falls linearly towards the input. Needs residual connections. 0 is off.',
    group: 'Regularization',
    level: 'expert',
  }),
};

type Settings = { family: 'mlp' } & z.output<z.ZodObject<typeof params>>;

/** The hidden layers, for inputs of that width. */
function hiddenLayers(settings: Settings, inputs: number): Layer[] {
  const { hidden, stochasticDepth } = settings;
  return hidden.flatMap((units, i) => {
    const block = { number: i + 1, inputs: hidden[i - 1] ?? inputs, units };
    const layers = hiddenBlock(settings, block);
    if (!settings.residual) return layers;
    return residual(`residual-${block.number}`, {
      inputs: block.inputs,
      layers,
      initializer: hiddenInitializer(settings),
      survival: linearSurvival(block.number, hidden.length, stochasticDepth),
    });
  });
}

const words = {
  title: 'Multi-layer perceptron',
  help: 'Dense layers one after the other. The general network for tables.',
  source: 'Rumelhart, Hinton and Williams 1986',
};

export const mlp: ModelFamily<'mlp', typeof params> = {
  family: 'mlp',
  ...words,
  tasks,
  disturbances: [...hiddenDisturbances, 'stochasticDepth'],
  params,
  schema: z.strictObject({ family: z.literal('mlp'), ...params }).meta(words),
  build(settings, { inputs, columns, outputs }) {
    const front = inputLayers(settings, columns);
    const hidden = hiddenLayers(settings, front.at(-1)?.width ?? inputs);
    const layers = [...front, ...hidden];
    return sequential([...layers, outputLayer(layers.at(-1)?.width ?? inputs, outputs)]);
  },
};
