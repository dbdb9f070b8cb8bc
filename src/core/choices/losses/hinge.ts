// Hinge loss: the true class must win by a margin of 1.
import {
  binaryProbabilities,
  countClasses,
  isBinary,
  oneHotRows,
  otherOutputs,
  signedOutput,
} from './class-targets';
import { defineLoss } from './loss';

export const hinge = defineLoss({
  kind: 'hinge',
  title: 'Hinge',
  help: 'Asks that the true class wins by a margin of 1 and no more, as a support vector machine does. Only the ranking of its probabilities means something: they are not calibrated.',
  source: 'Crammer and Singer 2001; sklearn.metrics.hinge_loss; for two classes keras.losses.Hinge',
  tasks: ['binary', 'multiclass'],
  params: {},
  create: () => ({
    perRow(ops, output, target) {
      if (isBinary(output)) return ops.relu(ops.sub(1, signedOutput(ops, output, target)));
      const chosen = oneHotRows(ops, target, output.shape[1] as number);
      const strongest = ops.max(otherOutputs(ops, output, chosen), 1);
      const own = ops.sum(ops.mul(output, chosen), 1);
      return ops.relu(ops.add(ops.sub(strongest, own), 1));
    },
    predict: (ops, output) => (isBinary(output) ? binaryProbabilities(ops, output) : ops.softmax(output)),
    outputs: (classes) => (classes === 2 ? 1 : classes),
    constant(target, classes) {
      const counts = countClasses(target, classes);
      if (classes === 2) return [(counts[1] as number) >= (counts[0] as number) ? 1 : -1];
      // A class pays to be named always only where it is the greater half.
      return Array.from(counts, (count) => (2 * count > target.length ? 1 : 0));
    },
  }),
});
