// All hidden-layer activations, in the order in which people see them.
import { z } from 'zod';
import { linear } from './linear';
import { relu } from './relu';
import { sigmoid } from './sigmoid';
import { tanh } from './tanh';

export const activations = [relu, tanh, sigmoid, linear] as const;
export const activationSchema = z.discriminatedUnion('kind', [
  relu.schema,
  tanh.schema,
  sigmoid.schema,
  linear.schema,
]);
