// The training rows as they are.
import { defineAugmentation } from './augmentation';

export const none = defineAugmentation({
  kind: 'none',
  title: 'None',
  help: 'Trains on the real rows alone.',
  source: 'The definition',
  params: {},
  create: () => null,
});
