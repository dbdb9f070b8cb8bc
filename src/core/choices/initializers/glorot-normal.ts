// Normal weights whose variance is 2 / (fan-in + fan-out).
import { cutNormalOf } from './cut-normal';
import { defineInitializer } from './initializer';
import { scale } from './scale';

export const glorotNormal = defineInitializer({
  kind: 'glorot-normal',
  title: 'Glorot normal',
  help: 'As Glorot uniform, with normal numbers cut at two deviations: right for tanh, sigmoid and linear layers.',
  source: 'Glorot and Bengio 2010; keras.initializers.GlorotNormal',
  params: { scale },
  create:
    ({ scale }) =>
    ({ shape, fanIn, fanOut, random }) =>
      cutNormalOf(shape, scale * Math.sqrt(2 / (fanIn + fanOut)), random),
});
