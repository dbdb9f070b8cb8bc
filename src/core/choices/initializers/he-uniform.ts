// Uniform weights within ±√(6 / fan-in).
import { uniformWithin } from './uniform-within';
import { defineInitializer } from './initializer';
import { scale } from './scale';

export const heUniform = defineInitializer({
  kind: 'he-uniform',
  title: 'He uniform',
  help: 'As He normal, with uniform numbers: right for ReLU and its relatives.',
  source: 'He et al. 2015 (arXiv 1502.01852); keras.initializers.HeUniform',
  params: { scale },
  create:
    ({ scale }) =>
    ({ shape, fanIn, random }) =>
      uniformWithin(shape, scale * Math.sqrt(6 / fanIn), random),
});
