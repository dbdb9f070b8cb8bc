// The scale field that initializers have in common.
import { z } from 'zod';

/** Multiplies every value. */
export const scale = z.number().min(0.001).max(1000).default(1).meta({
  title: 'Scale',
  help: 'Every weight is multiplied by it: 1 is the rule itself.',
  level: 'expert',
  scale: 'log',
});
