// Sigmoid.
import { defineActivation, fixed, nearBounds } from './activation';

export const sigmoid = defineActivation({
  kind: 'sigmoid',
  title: 'Sigmoid',
  help: 'Squashes into (0, 1). Gradients shrink layer by layer: rarely a good choice in hidden layers.',
  source: 'keras.activations.sigmoid',
  params: {},
  create: () => fixed((ops, x) => ops.sigmoid(x), { saturated: nearBounds(0, 1) }),
});
