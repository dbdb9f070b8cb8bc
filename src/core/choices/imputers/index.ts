// All imputers, in the order in which people see them.
import { z } from 'zod';
import { mean } from './mean';
import { median } from './median';

export const imputers = [median, mean] as const;
export const imputerSchema = z.discriminatedUnion('kind', [median.schema, mean.schema]);
