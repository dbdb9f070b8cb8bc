// The parameters that all text encoders share.
import { z } from 'zod';

export const countingParams = {
  features: z.number().int().min(2).max(65_536).default(256).meta({
    title: 'Columns',
    help: 'Columns that all pieces of text share.',
    scale: 'log',
  }),
  weight: z.enum(['count', 'log', 'binary']).default('log').meta({
    title: 'Weight',
    help: 'How a piece that comes up n times counts: n or 1 + log n, with a sign by its hash; or 1 without a sign.',
  }),
  normalize: z.boolean().default(true).meta({
    title: 'Normalize',
    help: 'Brings each row to length 1, so that long texts count no more than short ones.',
    level: 'expert',
  }),
  lowercase: z.boolean().default(true).meta({
    title: 'Lower case',
    help: 'Whether capital letters count as small ones.',
    level: 'expert',
  }),
};
