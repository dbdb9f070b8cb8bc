// No text columns.
import { defineText } from './text';

export const none = defineText({
  kind: 'none',
  title: 'Leave out',
  help: 'Leaves text columns out.',
  source: 'The definition',
  params: {},
  create: () => null,
});
