// All category encoders, in the order in which people see them.
import { z } from 'zod';
import { embedding } from './embedding';
import { frequency } from './frequency';
import { hashing } from './hashing';
import { oneHot } from './one-hot';
import { ordinal } from './ordinal';
import { target } from './target';

export const encoders = [oneHot, embedding, target, ordinal, frequency, hashing] as const;
export const encoderSchema = z.discriminatedUnion('kind', [
  oneHot.schema,
  embedding.schema,
  target.schema,
  ordinal.schema,
  frequency.schema,
  hashing.schema,
]);
export type EncoderSettings = z.output<typeof encoderSchema>;
