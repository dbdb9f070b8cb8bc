// Clipping by norm: all gradients together no longer than a bound.
import { z } from 'zod';
import { defineClipping } from './clipping';

export const norm = defineClipping({
  kind: 'norm',
  title: 'By global norm',
  help: 'Scales all gradients down together where their common length is above a bound; the direction stays. The usual guard of recurrent networks against exploding gradients.',
  source:
    'Pascanu, Mikolov and Bengio 2013 (arXiv 1211.5063); global_clipnorm of Keras optimizers; torch.nn.utils.clip_grad_norm_ adds 1e-6 to the length',
  params: {
    limit: z.number().min(1e-6).max(1e6).default(1).meta({
      title: 'Limit',
      help: 'Largest Euclidean length of all gradients together.',
      scale: 'log',
    }),
  },
  create:
    ({ limit }) =>
    (ops, gradients) => {
      const squares = gradients.map(({ gradient }) => ops.sum(ops.square(gradient)));
      const length = ops.sqrt(ops.addN(squares));
      const scale = ops.div(limit, ops.maximum(length, limit));
      return gradients.map(({ gradient }) => ops.mul(gradient, scale));
    },
});
