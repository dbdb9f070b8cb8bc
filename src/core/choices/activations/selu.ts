// SELU.
import { defineActivation, fixed, nearFloor } from './activation';

// Scale times alpha of the paper: the bound below zero.
const FLOOR = -1.7580993408473766;

export const selu = defineActivation({
  kind: 'selu',
  title: 'SELU',
  help: 'ELU with constants that keep mean 0 and deviation 1 from layer to layer. Start with LeCun normal, leave batch normalization out and use alpha dropout.',
  source: 'Klambauer et al. 2017 (arXiv 1706.02515); keras.activations.selu',
  params: {},
  create: () => fixed((ops, x) => ops.selu(x), { saturated: nearFloor(FLOOR) }),
});
