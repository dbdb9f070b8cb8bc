// All kinds of weight averaging, in the order in which people see them.
import { z } from 'zod';
import { ema } from './ema';
import { none } from './none';
import { swa } from './swa';

export const averagings = [none, ema, swa] as const;
export const averagingSchema = z.discriminatedUnion('kind', [none.schema, ema.schema, swa.schema]);
