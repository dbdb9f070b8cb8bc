// All model families, in the order in which people see them.
import { z } from 'zod';
import { convolutional } from './convolutional';
import { mlp } from './mlp';
import type { Network, NetworkInput } from './model';
import { recurrent } from './recurrent';

export const models = [mlp, convolutional, recurrent] as const;
export const modelSchema = z.discriminatedUnion('family', [
  mlp.schema,
  convolutional.schema,
  recurrent.schema,
]);

/** The network of a family's settings. */
export function buildNetwork(settings: z.output<typeof modelSchema>, input: NetworkInput): Network {
  switch (settings.family) {
    case 'mlp':
      return mlp.build(settings, input);
    case 'convolutional':
      return convolutional.build(settings, input);
    case 'recurrent':
      return recurrent.build(settings, input);
  }
}
