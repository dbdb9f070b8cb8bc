// Tanh.
import { defineActivation } from './activation';

export const tanh = defineActivation({
  kind: 'tanh',
  title: 'Tanh',
  help: 'Squashes into (-1, 1), centred on 0. Saturates for large inputs, so scale them.',
  source: 'keras.activations.tanh',
  params: {},
  create: () => (ops, x) => ops.tanh(x),
});
