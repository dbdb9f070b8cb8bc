// How a delimited text file is written.
import { z } from 'zod';

export const dialectSchema = z.strictObject({
  delimiter: z.string().length(1).meta({ title: 'Delimiter' }),
  quote: z.string().max(1).meta({ title: 'Quote', help: 'Empty if the file quotes nothing.' }),
  header: z.boolean().meta({ title: 'First line holds the names' }),
  encoding: z.enum(['utf-8']).meta({ title: 'Encoding' }),
});

export type Dialect = z.output<typeof dialectSchema>;
