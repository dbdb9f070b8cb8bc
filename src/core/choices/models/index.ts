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

type ModelSettings = z.output<typeof modelSchema>;

/** The settings without anything that disturbs the network in training. */
export function undisturbed(settings: ModelSettings): ModelSettings {
  const family = models.find((model) => model.family === settings.family);
  const off = Object.fromEntries((family?.disturbances ?? []).map((field) => [field, 0]));
  return { ...settings, ...off };
}

/** The network of a family's settings. */
export function buildNetwork(settings: ModelSettings, input: NetworkInput): Network {
  switch (settings.family) {
    case 'mlp':
      return mlp.build(settings, input);
    case 'convolutional':
      return convolutional.build(settings, input);
    case 'recurrent':
      return recurrent.build(settings, input);
  }
}
