// Cross-entropy of the class probabilities: one sigmoid output for two classes, softmax for more.
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import { defineLoss, type Loss } from './loss';

/** log(1 + e^z) − z·y, written so that no exponent overflows (tf.nn.sigmoid_cross_entropy_with_logits). */
function sigmoidCrossEntropy(ops: Ops, logit: Tensor, target: Tensor1D): Tensor1D {
  const positivePart = ops.sub(ops.relu(logit), ops.mul(logit, target));
  return ops.add(positivePart, ops.log1p(ops.exp(ops.neg(ops.abs(logit)))));
}

function softmaxCrossEntropy(ops: Ops, logits: Tensor, target: Tensor1D): Tensor1D {
  const classes = logits.shape[1] as number;
  // As integers, since tfjs's wasm kernel writes these whatever the type it is asked for.
  const chosen = ops.cast(ops.oneHot(ops.cast(target, 'int32'), classes, 1, 0, 'int32'), 'float32');
  const shifted = ops.sub(logits, ops.max(logits, 1, true));
  const logSum = ops.log(ops.sum(ops.exp(shifted), 1));
  return ops.sub(logSum, ops.sum(ops.mul(shifted, chosen), 1));
}

const binary: Loss = {
  perRow: (ops, output, target) => sigmoidCrossEntropy(ops, ops.reshape(output, [-1]), target),
  predict: (ops, output) => ops.concat([ops.sigmoid(ops.neg(output)), ops.sigmoid(output)], 1),
  outputs: () => 1,
};

const multiclass: Loss = {
  perRow: softmaxCrossEntropy,
  predict: (ops, output) => ops.softmax(output),
  outputs: (classes) => classes,
};

export const crossEntropy = defineLoss({
  kind: 'cross-entropy',
  title: 'Cross-entropy',
  help: 'The negative log probability of the true class, for classes. Confident mistakes count most.',
  source: 'keras.losses.BinaryCrossentropy and CategoricalCrossentropy, both from logits',
  tasks: ['binary', 'multiclass'],
  params: {},
  create: () => ({
    perRow: (ops, output, target) => family(output).perRow(ops, output, target),
    predict: (ops, output) => family(output).predict(ops, output),
    outputs: (classes) => (classes === 2 ? 1 : classes),
  }),
});

/** A single output column means two classes. */
function family(output: Tensor): Loss {
  return output.shape[1] === 1 ? binary : multiclass;
}
