// All category encoders, in the order in which people see them.
import { z } from 'zod';
import { oneHot } from './one-hot';

export const encoders = [oneHot] as const;
export const encoderSchema = z.discriminatedUnion('kind', [oneHot.schema]);
