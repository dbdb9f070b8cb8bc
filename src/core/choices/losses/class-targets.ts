// Class numbers as the losses of classification need them.
import type { Ops, Tensor, Tensor1D } from '../../tensor';

/** [rows] class numbers to [rows, classes] of 0 and 1, float32. */
export function oneHotRows(ops: Ops, target: Tensor1D, classes: number): Tensor {
  // As integers, since tfjs's wasm kernel writes these whatever the type it is asked for.
  return ops.cast(ops.oneHot(ops.cast(target, 'int32'), classes, 1, 0, 'int32'), 'float32');
}

/** The raw output of the true class, of both signs for a single output: z·(2y − 1). */
export function signedOutput(ops: Ops, output: Tensor, target: Tensor1D): Tensor {
  return ops.mul(ops.reshape(output, [-1]), ops.sub(ops.mul(target, 2), 1));
}

/** Output of all classes but the true one: that one is moved out of reach of every maximum and sum of powers. */
export function otherOutputs(ops: Ops, output: Tensor, chosen: Tensor): Tensor {
  return ops.sub(output, ops.mul(chosen, 1e9));
}

/** Both probabilities [rows, 2] of a single raw output. */
export function binaryProbabilities(ops: Ops, output: Tensor): Tensor {
  return ops.concat([ops.sigmoid(ops.neg(output)), ops.sigmoid(output)], 1);
}

/** A single output column means two classes. */
export function isBinary(output: Tensor): boolean {
  return output.shape[1] === 1;
}

/** How often each class comes up. */
export function countClasses(target: ArrayLike<number>, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (let row = 0; row < target.length; row++) {
    const k = target[row] as number;
    counts[k] = (counts[k] as number) + 1;
  }
  return counts;
}

// A class that does not come up at all counts as this share of a row, since log 0 is no number to work with.
const LEAST = 1e-6;

/** log(a / b) of two counts. */
export function logRatio(a: number, b: number): number {
  return Math.log(Math.max(a, LEAST)) - Math.log(Math.max(b, LEAST));
}

/** Raw outputs whose probabilities are the classes' shares: one logit for two classes, else the log of each share. */
export function shareLogits(counts: Float64Array): number[] {
  if (counts.length === 2) return [logRatio(counts[1] as number, counts[0] as number)];
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return Array.from(counts, (count) => logRatio(count, rows));
}
