// All kinds of gradient clipping, in the order in which people see them.
import { z } from 'zod';
import { adaptive } from './adaptive';
import { none } from './none';
import { norm } from './norm';
import { value } from './value';

export const clippings = [none, norm, value, adaptive] as const;
export const clippingSchema = z.discriminatedUnion('kind', [
  none.schema,
  norm.schema,
  value.schema,
  adaptive.schema,
]);
