// No normalization.
import { defineNormalization } from './normalization';

export const none = defineNormalization({
  kind: 'none',
  title: 'None',
  help: 'Leaves the hidden units as they are. Enough for networks of a few layers on scaled inputs.',
  source: 'The definition',
  params: {},
  create: () => () => null,
});
