// PReLU: a leaky ReLU whose slope is learned.
import { z } from 'zod';
import { defineActivation } from './activation';

export const prelu = defineActivation({
  kind: 'prelu',
  title: 'PReLU',
  help: 'Leaky ReLU whose slope below zero is learned, one for each unit.',
  source: 'He et al. 2015 (arXiv 1502.01852); keras.layers.PReLU; the first slope is that of torch.nn.PReLU',
  params: {
    slope: z.number().min(-1).max(1).default(0.25).meta({
      title: 'First slope',
      help: 'Slope below zero before training.',
    }),
  },
  create: ({ slope }) => ({
    parameters: [{ name: 'slope', initial: slope }],
    apply: (ops, x, { slope }) => {
      if (!slope) throw new Error('PReLU needs its slopes');
      // Not tf.prelu, whose kernels do not agree on how to spread slopes over other shapes than [rows, units].
      return ops.sub(ops.relu(x), ops.mul(slope, ops.relu(ops.neg(x))));
    },
  }),
});
