// SiLU.
import { defineActivation, fixed } from './activation';

export const silu = defineActivation({
  kind: 'silu',
  title: 'SiLU (swish)',
  help: 'x times sigmoid(x): a smooth ReLU that dips a little below zero. Often as good as GELU, and cheaper.',
  source:
    'Elfwing, Uchibe and Doya 2017 (arXiv 1702.03118); Ramachandran et al. 2017 (arXiv 1710.05941); keras.activations.silu',
  params: {},
  create: () => fixed((ops, x) => ops.mul(x, ops.sigmoid(x))),
});
