// Mish.
import { defineActivation, fixed } from './activation';

export const mish = defineActivation({
  kind: 'mish',
  title: 'Mish',
  help: 'x times tanh(softplus(x)): close to SiLU, smoother still, and dearer.',
  source: 'Misra 2019 (arXiv 1908.08681); keras.activations.mish',
  params: {},
  create: () => fixed((ops, x) => ops.mul(x, ops.tanh(ops.softplus(x)))),
});
