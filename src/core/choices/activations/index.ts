// All hidden-layer activations, in the order in which people see them.
import { z } from 'zod';
import { elu } from './elu';
import { gelu } from './gelu';
import { hardSigmoid } from './hard-sigmoid';
import { leakyRelu } from './leaky-relu';
import { linear } from './linear';
import { mish } from './mish';
import { prelu } from './prelu';
import { relu } from './relu';
import { selu } from './selu';
import { sigmoid } from './sigmoid';
import { silu } from './silu';
import { softplus } from './softplus';
import { tanh } from './tanh';

export const activations = [
  relu,
  leakyRelu,
  prelu,
  elu,
  selu,
  gelu,
  silu,
  mish,
  softplus,
  tanh,
  sigmoid,
  hardSigmoid,
  linear,
] as const;
export const activationSchema = z.discriminatedUnion('kind', [
  relu.schema,
  leakyRelu.schema,
  prelu.schema,
  elu.schema,
  selu.schema,
  gelu.schema,
  silu.schema,
  mish.schema,
  softplus.schema,
  tanh.schema,
  sigmoid.schema,
  hardSigmoid.schema,
  linear.schema,
]);
