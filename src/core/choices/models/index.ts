// All model families, in the order in which people see them.
import { z } from 'zod';
import { convolutional } from './convolutional';
import { mlp } from './mlp';
import { recurrent } from './recurrent';

export const models = [mlp, convolutional, recurrent] as const;
export const modelSchema = z.discriminatedUnion('family', [
  mlp.schema,
  convolutional.schema,
  recurrent.schema,
]);
