// ELU.
import { defineActivation, fixed, nearFloor } from './activation';

export const elu = defineActivation({
  kind: 'elu',
  title: 'ELU',
  help: 'ReLU that bends smoothly to -1 below zero: outputs are centred better, and units seldom die.',
  source: 'Clevert, Unterthiner and Hochreiter 2015 (arXiv 1511.07289), alpha 1; keras.activations.elu',
  params: {},
  create: () => fixed((ops, x) => ops.elu(x), { saturated: nearFloor(-1) }),
});
