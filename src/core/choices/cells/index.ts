// All recurrent cells, in the order in which people see them.
import { z } from 'zod';
import { gru } from './gru';
import { lstm } from './lstm';
import { simpleRnn } from './simple-rnn';

export const cells = [lstm, gru, simpleRnn] as const;
export const cellSchema = z.discriminatedUnion('kind', [lstm.schema, gru.schema, simpleRnn.schema]);
