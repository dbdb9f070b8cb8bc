// All normalizations, in the order in which people see them.
import { z } from 'zod';
import { batchNormalization } from './batch-normalization';
import { layerNormalization } from './layer-normalization';
import { none } from './none';

export const normalizations = [none, batchNormalization, layerNormalization] as const;
export const normalizationSchema = z.discriminatedUnion('kind', [
  none.schema,
  batchNormalization.schema,
  layerNormalization.schema,
]);
