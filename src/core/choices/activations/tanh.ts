// Tanh.
import { defineActivation, fixed, nearBounds } from './activation';

export const tanh = defineActivation({
  kind: 'tanh',
  title: 'Tanh',
  help: 'Squashes into (-1, 1), centred on 0. Saturates for large inputs, so scale them.',
  source: 'keras.activations.tanh',
  params: {},
  create: () => fixed((ops, x) => ops.tanh(x), { saturated: nearBounds(-1, 1) }),
});
