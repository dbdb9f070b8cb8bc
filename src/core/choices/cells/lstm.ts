// LSTM: a cell state that gates write, keep and read.
import { z } from 'zod';
import type { Tensor } from '../../tensor';
import { fill } from '../initializers/fill';
import type { Initializer } from '../initializers/initializer';
import { defineCell } from './cell';
import { plainSums } from './plain-sums';

// The gates stand in the order input, forget, output, candidate, so that one sigmoid serves the first three.
const GATES = 4;
const FORGET = 1;

const biasWith =
  (forgetBias: number): Initializer =>
  (input) => {
    const values = fill(0)(input);
    const units = values.length / GATES;
    return values.fill(forgetBias, FORGET * units, (FORGET + 1) * units);
  };

export const lstm = defineCell({
  kind: 'lstm',
  title: 'LSTM',
  help: 'Keeps what matters over many steps in a state of its own. The usual cell for long sequences.',
  source: 'Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000; keras.layers.LSTM',
  params: {
    forgetBias: z.number().min(-10).max(10).default(1).meta({
      title: 'Forget bias',
      help: 'First bias of the forget gate: 1 lets the state persist from the start (Jozefowicz et al. 2015).',
      level: 'expert',
    }),
  },
  create: ({ forgetBias }) => ({
    gates: GATES,
    states: 2,
    biases: [{ name: 'bias', initializer: biasWith(forgetBias) }],
    sums: plainSums,
    next(ops, [sum], states) {
      const memory = states[1] as Tensor;
      const units = memory.shape[1] as number;
      const [gates, candidate] = ops.split(sum as Tensor, [3 * units, units], 1) as [Tensor, Tensor];
      const [write, keep, read] = ops.split(ops.sigmoid(gates), 3, 1) as [Tensor, Tensor, Tensor];
      const next = ops.add(ops.mul(keep, memory), ops.mul(write, ops.tanh(candidate)));
      return [ops.mul(read, ops.tanh(next)), next];
    },
  }),
});
