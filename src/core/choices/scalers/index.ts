// All scalers, in the order in which people see them.
import { z } from 'zod';
import { minMax } from './min-max';
import { none } from './none';
import { standardize } from './standardize';

export const scalers = [standardize, minMax, none] as const;
export const scalerSchema = z.discriminatedUnion('kind', [standardize.schema, minMax.schema, none.schema]);
