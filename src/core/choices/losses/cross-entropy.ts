// Cross-entropy of the class probabilities: one sigmoid output for two classes, softmax for more.
import { z } from 'zod';
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import { binaryProbabilities, countClasses, isBinary, oneHotRows, shareLogits } from './class-targets';
import { defineLoss } from './loss';

/** log(1 + e^z) − z·y, written so that no exponent overflows (tf.nn.sigmoid_cross_entropy_with_logits). */
function sigmoidCrossEntropy(ops: Ops, output: Tensor, target: Tensor1D, smoothing: number): Tensor1D {
  const logit = ops.reshape(output, [-1]);
  const wanted = smoothing === 0 ? target : ops.add(ops.mul(target, 1 - smoothing), smoothing / 2);
  const positivePart = ops.sub(ops.relu(logit), ops.mul(logit, wanted));
  return ops.add(positivePart, ops.log1p(ops.exp(ops.neg(ops.abs(logit)))));
}

function softmaxCrossEntropy(ops: Ops, logits: Tensor, target: Tensor1D, smoothing: number): Tensor1D {
  const chosen = oneHotRows(ops, target, logits.shape[1] as number);
  const shifted = ops.sub(logits, ops.max(logits, 1, true));
  const logSum = ops.log(ops.sum(ops.exp(shifted), 1)) as Tensor1D;
  const wanted = ops.sum(ops.mul(shifted, chosen), 1);
  if (smoothing === 0) return ops.sub(logSum, wanted);
  const everyClass = ops.mul(ops.mean(shifted, 1), smoothing);
  return ops.sub(logSum, ops.add(ops.mul(wanted, 1 - smoothing), everyClass));
}

function perRow(ops: Ops, output: Tensor, target: Tensor1D, smoothing: number): Tensor1D {
  return isBinary(output)
    ? sigmoidCrossEntropy(ops, output, target, smoothing)
    : softmaxCrossEntropy(ops, output, target, smoothing);
}

export const crossEntropy = defineLoss({
  kind: 'cross-entropy',
  title: 'Cross-entropy',
  help: 'The negative log probability of the true class, for classes. Confident mistakes count most.',
  source: 'keras.losses.BinaryCrossentropy and CategoricalCrossentropy, both from logits',
  tasks: ['binary', 'multiclass'],
  params: {
    labelSmoothing: z.number().min(0).max(0.9).default(0).meta({
      title: 'Label smoothing',
      help: 'Share of each label that is spread over all classes in training: works against overconfidence (Szegedy et al. 2015). Validation and test are judged without it.',
    }),
  },
  create: ({ labelSmoothing }) => ({
    perRow: (ops, output, target) => perRow(ops, output, target, 0),
    ...(labelSmoothing > 0 && {
      trainingPerRow: (ops: Ops, output: Tensor, target: Tensor1D) =>
        perRow(ops, output, target, labelSmoothing),
    }),
    predict: (ops, output) => (isBinary(output) ? binaryProbabilities(ops, output) : ops.softmax(output)),
    outputs: (classes) => (classes === 2 ? 1 : classes),
    constant: (target, classes) => shareLogits(countClasses(target, classes)),
  }),
});
