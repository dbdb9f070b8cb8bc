// All imputers, in the order in which people see them.
import { z } from 'zod';
import { constant } from './constant';
import { knn } from './knn';
import { mean } from './mean';
import { median } from './median';
import { mostFrequent } from './most-frequent';

export const imputers = [median, mean, mostFrequent, constant, knn] as const;
export const imputerSchema = z.discriminatedUnion('kind', [
  median.schema,
  mean.schema,
  mostFrequent.schema,
  constant.schema,
  knn.schema,
]);
export type ImputerSettings = z.output<typeof imputerSchema>;
