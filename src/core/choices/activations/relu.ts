// ReLU.
import { atZero, defineActivation, fixed } from './activation';

export const relu = defineActivation({
  kind: 'relu',
  title: 'ReLU',
  help: 'max(0, x): fast and seldom saturated. Units can die when the learning rate is too high.',
  source: 'Nair and Hinton 2010; keras.activations.relu',
  params: {},
  create: () => fixed((ops, x) => ops.relu(x), { dead: atZero }),
});
