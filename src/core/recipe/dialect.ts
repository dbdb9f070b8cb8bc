// How a delimited text file is written.
import { z } from 'zod';

export const dialectSchema = z.strictObject({
  delimiter: z.string().length(1).meta({ title: 'Delimiter', help: 'Stands between two values of a line.' }),
  quote: z.string().max(1).meta({
    title: 'Quote',
    help: 'Encloses values that hold the delimiter. Empty if the file quotes nothing.',
  }),
  header: z
    .boolean()
    .meta({ title: 'Header', help: 'Whether the first line holds the names of the columns.' }),
  encoding: z.enum(['utf-8']).meta({ title: 'Encoding', help: 'How characters are written as bytes.' }),
});

export type Dialect = z.output<typeof dialectSchema>;
