// All optimizers, in the order in which people see them.
import { z } from 'zod';
import { adam } from './adam';
import { momentum } from './momentum';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

export const optimizers = [adam, rmsprop, momentum, sgd] as const;
export const optimizerSchema = z.discriminatedUnion('kind', [
  adam.schema,
  rmsprop.schema,
  momentum.schema,
  sgd.schema,
]);
