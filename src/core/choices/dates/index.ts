// All treatments of dates, in the order in which people see them.
import { z } from 'zod';
import { cyclic } from './cyclic';
import { number } from './number';

export const dates = [number, cyclic] as const;
export const dateSchema = z.discriminatedUnion('kind', [number.schema, cyclic.schema]);
