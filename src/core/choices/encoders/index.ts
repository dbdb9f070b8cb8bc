// All category encoders, in the order in which people see them.
import { z } from 'zod';
import { embedding } from './embedding';
import { oneHot } from './one-hot';

export const encoders = [oneHot, embedding] as const;
export const encoderSchema = z.discriminatedUnion('kind', [oneHot.schema, embedding.schema]);
