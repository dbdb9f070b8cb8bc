// GELU.
import { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { defineActivation, fixed } from './activation';

/** x·Φ(x), Φ being the distribution function of the standard normal. */
function exact(ops: Ops, x: Tensor): Tensor {
  return ops.mul(ops.mul(x, 0.5), ops.add(ops.erf(ops.mul(x, Math.SQRT1_2)), 1));
}

function approximate(ops: Ops, x: Tensor): Tensor {
  // Far out the cube would leave the range of single precision; there tanh is ±1 long since.
  const near = ops.clipByValue(x, -20, 20);
  const cube = ops.mul(ops.square(near), near);
  const inner = ops.mul(ops.add(near, ops.mul(cube, 0.044715)), Math.sqrt(2 / Math.PI));
  return ops.mul(ops.mul(x, 0.5), ops.add(ops.tanh(inner), 1));
}

export const gelu = defineActivation({
  kind: 'gelu',
  title: 'GELU',
  help: 'Lets x through by the probability that a normal number lies below it: a smooth ReLU, usual in transformers.',
  source: 'Hendrycks and Gimpel 2016 (arXiv 1606.08415); keras.activations.gelu',
  params: {
    form: z.enum(['exact', 'tanh']).default('exact').meta({
      title: 'Form',
      help: 'By the error function, or the approximation by tanh that differs by less than 0.001.',
    }),
  },
  create: ({ form }) => fixed(form === 'tanh' ? approximate : exact),
});
