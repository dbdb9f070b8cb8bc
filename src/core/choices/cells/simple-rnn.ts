// A simple recurrent cell: the output is fed back as it is.
import { z } from 'zod';
import type { Tensor } from '../../tensor';
import { fill } from '../initializers/fill';
import { defineCell } from './cell';
import { plainSums } from './plain-sums';

export const simpleRnn = defineCell({
  kind: 'simple-rnn',
  title: 'Simple RNN',
  help: 'The plainest memory: fast, but what lies many steps back is soon forgotten.',
  source: 'Elman 1990; keras.layers.SimpleRNN',
  params: {
    activation: z.enum(['tanh', 'relu']).default('tanh').meta({
      title: 'Cell activation',
      help: 'ReLU does not saturate, but needs a small rate or clipping to stay stable.',
      level: 'expert',
    }),
  },
  create: ({ activation }) => ({
    gates: 1,
    states: 1,
    biases: [{ name: 'bias', initializer: fill(0) }],
    sums: plainSums,
    next: (ops, [sum]) => [activation === 'tanh' ? ops.tanh(sum as Tensor) : ops.relu(sum as Tensor)],
  }),
});
