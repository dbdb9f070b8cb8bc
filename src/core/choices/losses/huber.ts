// Huber loss: squared near zero, absolute further out.
import { z } from 'zod';
import { robustCentre } from './centre';
import { defineLoss, lossOfDifference } from './loss';

export const huber = defineLoss({
  kind: 'huber',
  title: 'Huber',
  help: 'Squared error for small differences, absolute error for large ones: nearly as exact as the first, nearly as robust as the second.',
  source: 'Huber 1964; keras.losses.Huber',
  tasks: ['regression'],
  params: {
    delta: z.number().min(0.001).max(1000).default(1).meta({
      title: 'Delta',
      help: 'Difference from which on the loss is a straight line, in deviations of the target where it is standardized.',
      scale: 'log',
    }),
  },
  create: ({ delta }) =>
    lossOfDifference(
      (ops, difference) => {
        const size = ops.abs(difference);
        const near = ops.minimum(size, delta);
        const beyond = ops.sub(size, near);
        return ops.add(ops.mul(ops.square(near), 0.5), ops.mul(beyond, delta));
      },
      (target) => robustCentre(target, (error) => delta / Math.max(delta, Math.abs(error))),
    ),
});
