// All model families, in the order in which people see them.
import { z } from 'zod';
import { mlp } from './mlp';

export const models = [mlp] as const;
export const modelSchema = z.discriminatedUnion('family', [mlp.schema]);
