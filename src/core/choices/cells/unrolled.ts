// A recurrence step by step: ordinary operations, which every backend runs and every export format can hold.
import type { Tensor } from '../../tensor';
import type { Recur } from './cell';

export const unrolled: Recur = (ops, { cell, units, inputs, weights, reverse }) => {
  const steps = ops.unstack(inputs) as Tensor[];
  const order = steps.map((_, i) => (reverse ? steps.length - 1 - i : i));
  const rows = inputs.shape[1] as number;
  let states: Tensor[] = Array.from({ length: cell.states }, () => ops.fill([rows, units], 0));
  const outputs: Tensor[] = [];
  for (const place of order) {
    const sums = cell.sums(ops, steps[place] as Tensor, states, weights);
    states = cell.next(ops, sums, states);
    outputs[place] = states[0] as Tensor;
  }
  return ops.stack(outputs);
};
