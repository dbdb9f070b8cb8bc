// The messages between the workbench and the data process, in both directions.
import { z } from 'zod';
import { dialectSchema } from '../../core/recipe/dialect';
import { profileSchema } from '../../core/run/profile';
import { errorReportSchema } from '../../core/run/record';

/** From the workbench; `id` is its own number for the request and comes back with every answer. */
export const dataRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('inspect'),
    id: z.number().int(),
    path: z.string().min(1),
    dialect: dialectSchema.optional(),
  }),
]);

/** From the data process. */
export const dataEventSchema = z.discriminatedUnion('kind', [
  /** Sent once, when requests are read. */
  z.strictObject({ kind: z.literal('ready') }),
  /** Share of the reading that is done, 0 to 1; at most 20 a second. */
  z.strictObject({ kind: z.literal('progress'), id: z.number().int(), share: z.number() }),
  z.strictObject({ kind: z.literal('inspected'), id: z.number().int(), profile: profileSchema }),
  /** `id` is −1 for a message that was no request. */
  z.strictObject({ kind: z.literal('failed'), id: z.number().int(), error: errorReportSchema }),
]);

export type DataRequest = z.output<typeof dataRequestSchema>;
export type DataEvent = z.output<typeof dataEventSchema>;
