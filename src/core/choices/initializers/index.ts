// All kernel initializers, in the order in which people see them.
import { z } from 'zod';
import { glorotUniform } from './glorot-uniform';
import { heNormal } from './he-normal';

export const initializers = [heNormal, glorotUniform] as const;
export const initializerSchema = z.discriminatedUnion('kind', [heNormal.schema, glorotUniform.schema]);
