// No averaging: the parameters of the last step are the model.
import { defineAveraging } from './averaging';

export const none = defineAveraging({
  kind: 'none',
  title: 'None',
  help: 'Uses the parameters as training left them.',
  source: 'The definition',
  params: {},
  create: () => null,
});
