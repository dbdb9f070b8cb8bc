// All number embeddings, in the order in which people see them.
import { z } from 'zod';
import { none } from './none';
import { pbld } from './pbld';
import { periodic } from './periodic';

export const embeddings = [none, pbld, periodic] as const;
export const embeddingSchema = z.discriminatedUnion('kind', [none.schema, pbld.schema, periodic.schema]);
