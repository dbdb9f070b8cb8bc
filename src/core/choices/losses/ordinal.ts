// A loss for ordered classes: one output for each step from a class to the next.
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import { countClasses, logRatio } from './class-targets';
import { defineLoss } from './loss';

/** 0, 1, … as a row [1, width]. */
function places(ops: Ops, width: number): Tensor {
  return ops.tensor2d(
    Float32Array.from({ length: width }, (_, k) => k),
    [1, width],
  );
}

/**
 * −log P(y): the steps below the true class were taken and the next one was not. Output k is the logit of going on
 * beyond class k for a row that has come that far.
 */
function perRow(ops: Ops, output: Tensor, target: Tensor1D): Tensor1D {
  const step = places(ops, output.shape[1] as number);
  const reached = ops.expandDims(target, 1);
  const taken = ops.cast(ops.less(step, reached), 'float32');
  const refused = ops.cast(ops.equal(step, reached), 'float32');
  const costs = ops.add(
    ops.mul(taken, ops.softplus(ops.neg(output))),
    ops.mul(refused, ops.softplus(output)),
  );
  return ops.sum(costs, 1);
}

/** P(y = k) = Π σ(outputs below k)·σ(−output k); the last class takes every step. */
function predict(ops: Ops, output: Tensor): Tensor {
  const logGoOn = ops.neg(ops.softplus(ops.neg(output)));
  const reach = ops.exp(ops.cumsum(logGoOn, 1, true));
  const stay = ops.mul(reach, ops.sigmoid(ops.neg(output)));
  return ops.concat([stay, ops.exp(ops.sum(logGoOn, 1, true))], 1);
}

export const ordinal = defineLoss({
  kind: 'ordinal',
  title: 'Ordinal',
  help: 'For classes with an order, such as grades: the network decides step by step whether to go on to the next class, so near misses are likelier than far ones. The order is that of the classes: numbers by value, texts by alphabet.',
  source:
    'CORN (Shi, Cao and Raschka 2021, arXiv 2111.08851), the continuation-ratio model of Fienberg 1980; each row counts the same',
  tasks: ['multiclass'],
  params: {},
  create: () => ({
    perRow,
    predict,
    outputs: (classes) => classes - 1,
    constant(target, classes) {
      const counts = countClasses(target, classes);
      return Array.from({ length: classes - 1 }, (_, k) => {
        const beyond = counts.subarray(k + 1).reduce((sum, count) => sum + count, 0);
        return logRatio(beyond, counts[k] as number);
      });
    },
  }),
});
