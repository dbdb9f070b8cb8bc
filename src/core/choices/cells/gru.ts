// GRU: an LSTM's abilities with one state and fewer weights.
import type { Tensor } from '../../tensor';
import { fill } from '../initializers/fill';
import { defineCell } from './cell';

const GATES = 3;

export const gru = defineCell({
  kind: 'gru',
  title: 'GRU',
  help: 'As able as an LSTM on many tasks with three quarters of its weights.',
  source: 'Cho et al. 2014 (arXiv 1406.1078); keras.layers.GRU with reset_after',
  params: {},
  create: () => ({
    gates: GATES,
    states: 1,
    // The reset gate acts behind the recurrent product, which therefore has a bias of its own.
    biases: [
      { name: 'bias', initializer: fill(0) },
      { name: 'recurrent-bias', initializer: fill(0) },
    ],
    sums(ops, x, [output], [kernel, recurrent, bias, recurrentBias]) {
      return [
        ops.add(ops.matMul(x, kernel as Tensor), bias as Tensor),
        ops.add(ops.matMul(output as Tensor, recurrent as Tensor), recurrentBias as Tensor),
      ];
    },
    next(ops, [given, fed], states) {
      const output = states[0] as Tensor;
      const units = output.shape[1] as number;
      const halves = (sum: Tensor) => ops.split(sum, [2 * units, units], 1) as [Tensor, Tensor];
      const [givenGates, givenCandidate] = halves(given as Tensor);
      const [fedGates, fedCandidate] = halves(fed as Tensor);
      const gates = ops.sigmoid(ops.add(givenGates, fedGates));
      const [keep, reset] = ops.split(gates, 2, 1) as [Tensor, Tensor];
      const candidate = ops.tanh(ops.add(givenCandidate, ops.mul(reset, fedCandidate)));
      return [ops.add(candidate, ops.mul(keep, ops.sub(output, candidate)))];
    },
  }),
});
