// All kinds of weight averaging, in the order in which people see them.
import { z } from 'zod';
import { none } from './none';

export const averagings = [none] as const;
export const averagingSchema = z.discriminatedUnion('kind', [none.schema]);
