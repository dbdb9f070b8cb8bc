// The same rate throughout.
import { defineSchedule } from './schedule';

export const constant = defineSchedule({
  kind: 'constant',
  title: 'Constant',
  help: 'Keeps the learning rate as it is. The honest first choice while you look for a good rate.',
  source: 'The definition',
  params: {},
  create: () => () => 1,
});
