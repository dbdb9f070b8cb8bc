// GRU: an LSTM's abilities with one state and fewer weights.
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
    step(ops, x, states, weights) {
      const [output] = states as [typeof x];
      const [kernel, recurrent, bias, recurrentBias] = weights as [typeof x, typeof x, typeof x, typeof x];
      const units = output.shape[1] as number;
      const sizes = [2 * units, units];
      const given = ops.split(ops.add(ops.matMul(x, kernel), bias), sizes, 1);
      const fed = ops.split(ops.add(ops.matMul(output, recurrent), recurrentBias), sizes, 1);
      const gates = ops.sigmoid(ops.add(given[0] as typeof x, fed[0] as typeof x));
      const [keep, reset] = ops.split(gates, 2, 1) as [typeof x, typeof x];
      const candidate = ops.tanh(ops.add(given[1] as typeof x, ops.mul(reset, fed[1] as typeof x)));
      return [ops.add(candidate, ops.mul(keep, ops.sub(output, candidate)))];
    },
  }),
});
