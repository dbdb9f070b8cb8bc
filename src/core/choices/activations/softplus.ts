// Softplus.
import { defineActivation, fixed, nearFloor } from './activation';

export const softplus = defineActivation({
  kind: 'softplus',
  title: 'Softplus',
  help: 'log(1 + e^x): a smooth ReLU that is never zero. Its outputs are all positive, so deep networks of it learn slowly.',
  source: 'Dugas et al. 2001; keras.activations.softplus',
  params: {},
  create: () => fixed((ops, x) => ops.softplus(x), { saturated: nearFloor(0) }),
});
