// Hard sigmoid.
import { defineActivation, fixed, nearBounds } from './activation';

export const hardSigmoid = defineActivation({
  kind: 'hard-sigmoid',
  title: 'Hard sigmoid',
  help: 'A sigmoid of three straight lines: 0 below -3, 1 above 3. Cheap, but no gradient passes outside.',
  source:
    'Courbariaux et al. 2015 (arXiv 1511.00363); keras.activations.hard_sigmoid (Keras 3): relu6(x + 3) / 6',
  params: {},
  create: () => fixed((ops, x) => ops.div(ops.relu6(ops.add(x, 3)), 6), { saturated: nearBounds(0, 1) }),
});
