// No clipping: the gradients as they are.
import { defineClipping } from './clipping';

export const none = defineClipping({
  kind: 'none',
  title: 'None',
  help: 'Leaves the gradients as they are. Right for most dense networks.',
  source: 'The definition',
  params: {},
  create: () => (_ops, gradients) => gradients.map(({ gradient }) => gradient),
});
