// The closing look at a part: what a confusion matrix or a predicted-against-actual picture is drawn from.
import { z } from 'zod';

export const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('confusion'),
    /** The part that was judged: test where there is one, else validation. */
    part: z.enum(['test', 'validation']),
    classes: z.array(z.string()),
    /** counts[actual][predicted]. */
    counts: z.array(z.array(z.number())),
  }),
  z.strictObject({
    kind: z.literal('scatter'),
    part: z.enum(['test', 'validation']),
    /** At most 2,000 rows, drawn evenly. */
    actual: z.array(z.number()),
    predicted: z.array(z.number()),
  }),
]);

export type Outcome = z.output<typeof outcomeSchema>;
