// A multi-layer perceptron: dense layers, each optionally with batch normalization and dropout.
import { z } from 'zod';
import { tasks } from '../../task';
import { activationSchema, activations } from '../activations';
import type { Activation } from '../activations/activation';
import { createChoice, describeKind } from '../choice';
import { initializerSchema, initializers } from '../initializers';
import type { Initializer } from '../initializers/initializer';
import { glorotUniform } from '../initializers/glorot-uniform';
import { activate } from '../layers/activate';
import { batchNormalization } from '../layers/batch-normalization';
import { dense } from '../layers/dense';
import { dropout } from '../layers/dropout';
import type { Layer } from '../layers/layer';
import { type ModelFamily, sequential } from './model';

const params = {
  hidden: z.array(z.number().int().min(1).max(8192)).max(16).default([256, 128]).meta({
    title: 'Hidden layers',
    help: 'Units of each hidden layer, from the input on. Empty makes a linear model.',
  }),
  activation: activationSchema
    .default({ kind: 'relu' })
    .meta({ title: 'Activation', help: 'Function behind each hidden layer.' }),
  initializer: initializerSchema
    .default({ kind: 'glorot-uniform', scale: 1 })
    .meta({ title: 'Initialization', help: 'How the weights of hidden layers start.' }),
  batchNormalization: z.boolean().default(false).meta({
    title: 'Batch normalization',
    help: 'Standardizes each hidden unit over the batch: steadier and often faster training.',
  }),
  dropout: z.number().min(0).max(0.95).default(0.1).meta({
    title: 'Dropout',
    help: 'Share of hidden units silenced in each training step. Works against overfitting.',
  }),
};

type Settings = { family: 'mlp' } & z.output<z.ZodObject<typeof params>>;

/** The layers of one hidden block, in Keras's usual order: dense, batch normalization, activation, dropout. */
function hiddenBlock(number: number, inputs: number, units: number, settings: Settings): Layer[] {
  const initializer = createChoice<Initializer>(initializers, settings.initializer);
  const activation = createChoice<Activation>(activations, settings.activation);
  const activationTitle = describeKind(activations, settings.activation.kind).title;
  return [
    dense(`dense-${number}`, { inputs, units, initializer }),
    ...(settings.batchNormalization
      ? [batchNormalization(`normalization-${number}`, { width: units, momentum: 0.9, epsilon: 1e-3 })]
      : []),
    activate(`activation-${number}`, activationTitle, units, activation),
    ...(settings.dropout > 0 ? [dropout(`dropout-${number}`, units, settings.dropout)] : []),
  ];
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
  params,
  schema: z.strictObject({ family: z.literal('mlp'), ...params }).meta(words),
  build(settings, { inputs, outputs }) {
    const widths = [inputs, ...settings.hidden];
    const hidden = settings.hidden.flatMap((units, i) =>
      hiddenBlock(i + 1, widths[i] as number, units, settings),
    );
    const head = dense('output', {
      inputs: widths.at(-1) as number,
      units: outputs,
      initializer: glorotUniform.create({ kind: 'glorot-uniform', scale: 1 }),
    });
    return sequential([...hidden, head]);
  },
};
