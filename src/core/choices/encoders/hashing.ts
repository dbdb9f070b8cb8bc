// Categories spread over a fixed number of columns by a hash of their name.
import { z } from 'zod';
import { defineEncoder } from './encoder';

export const hashing = defineEncoder({
  kind: 'hashing',
  title: 'Hashing',
  help: 'Puts +1 or −1 into one of a fixed number of columns, by a hash of the name. For columns of very many categories; unseen ones are encoded like any other.',
  source: 'sklearn.feature_extraction.FeatureHasher (MurmurHash3, signed)',
  params: {
    features: z.number().int().min(1).max(65_536).default(64).meta({
      title: 'Columns',
      help: 'Columns that all categories share.',
      scale: 'log',
    }),
  },
  create: ({ features }) => ({
    width: () => features,
    fit() {
      throw new Error('Hashed columns are encoded from their texts');
    },
    hashes: { features },
  }),
});
