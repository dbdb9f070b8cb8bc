// The same value throughout.
import { defineSchedule } from './schedule';

export const constant = defineSchedule({
  kind: 'constant',
  title: 'Constant',
  help: 'Keeps the value as it is. The honest first choice while you look for a good learning rate.',
  source: 'The definition',
  params: {},
  create: () => () => () => 1,
});
