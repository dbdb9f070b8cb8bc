// All kinds of gradient clipping, in the order in which people see them.
import { z } from 'zod';
import { none } from './none';

export const clippings = [none] as const;
export const clippingSchema = z.discriminatedUnion('kind', [none.schema]);
