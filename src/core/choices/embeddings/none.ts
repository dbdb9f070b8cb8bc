// No number embedding.
import { defineEmbedding } from './embedding';

export const none = defineEmbedding({
  kind: 'none',
  title: 'None',
  help: 'Gives the network each number as it was prepared.',
  source: 'The definition',
  params: {},
  create: () => () => null,
});
