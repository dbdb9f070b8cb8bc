// Linear.
import { defineActivation, fixed } from './activation';

export const linear = defineActivation({
  kind: 'linear',
  title: 'Linear',
  help: 'Leaves the value as it is. Without another activation a deep network is no more than a linear model.',
  source: 'The identity',
  params: {},
  create: () => fixed((_ops, x) => x),
});
