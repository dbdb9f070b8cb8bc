// All text encoders, in the order in which people see them.
import { z } from 'zod';
import { characters } from './characters';
import { none } from './none';
import { words } from './words';

export const texts = [words, characters, none] as const;
export const textSchema = z.discriminatedUnion('kind', [words.schema, characters.schema, none.schema]);
