// The sum that most cells make of a step: input and output before, each through its kernel, and a bias.
import type { Tensor } from '../../tensor';
import type { Cell } from './cell';

/** x · kernel + output · recurrent kernel + bias. */
export const plainSums: Cell['sums'] = (ops, x, [output], [kernel, recurrent, bias]) => {
  const given = ops.matMul(x, kernel as Tensor);
  const fed = ops.matMul(output as Tensor, recurrent as Tensor);
  return [ops.add(ops.add(given, fed), bias as Tensor)];
};
