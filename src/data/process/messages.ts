// The messages between the workbench and the data process, in both directions.
import { z } from 'zod';
import { recipeSchema } from '../../core/recipe/recipe';
import { preparePreviewSchema } from '../../core/run/preparation';
import { previewSchema, readSettingsSchema } from '../../core/run/preview';
import { profileSchema } from '../../core/run/profile';
import { errorReportSchema } from '../../core/run/record';
import { seriesDescriptionSchema } from '../../core/run/series-description';
import { understandingSchema } from '../../core/run/understanding';

const id = z.number().int();
const file = { id, path: z.string().min(1), settings: readSettingsSchema.default({}) };

/** From the workbench; `id` is its own number for the request and comes back with every answer. */
export const dataRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('inspect'),
    ...file,
    /** Folder of the project's cache; null does without one. */
    cache: z.string().nullable().default(null),
  }),
  /** A look at the table as a whole: what goes with the target, and what is wrong with the data. */
  z.strictObject({
    kind: z.literal('understand'),
    ...file,
    cache: z.string().nullable().default(null),
    /** Absolute path of a separate test file. */
    test: z.string().nullable().default(null),
    recipe: recipeSchema,
    /** What the reading of the file found, so that it need not be summed up again. */
    profile: profileSchema.pick({ rows: true, columns: true }).nullable().default(null),
  }),
  /** One column before and after the recipe's preparation, from a sample of the rows. */
  z.strictObject({
    kind: z.literal('prepare'),
    ...file,
    cache: z.string().nullable().default(null),
    recipe: recipeSchema,
    column: z.string(),
  }),
  /** The table as a time series, as the recipe reads it. */
  z.strictObject({
    kind: z.literal('describe-series'),
    ...file,
    cache: z.string().nullable().default(null),
    recipe: recipeSchema,
  }),
  /** The first rows only; answered while other files are read. */
  z.strictObject({ kind: z.literal('preview'), ...file }),
  /** Ends the request of that number, which answers with the error `cancelled`. */
  z.strictObject({ kind: z.literal('cancel'), id }),
]);

/** From the data process. */
export const dataEventSchema = z.discriminatedUnion('kind', [
  /** Sent once, when requests are read. */
  z.strictObject({ kind: z.literal('ready') }),
  /** Share of the phase that is done, 0 to 1, and while reading the bytes; at most 20 a second. */
  z.strictObject({
    kind: z.literal('progress'),
    id,
    phase: z.enum(['reading', 'profiling', 'understanding']),
    share: z.number(),
    bytes: z.strictObject({ done: z.number(), total: z.number() }),
  }),
  z.strictObject({ kind: z.literal('inspected'), id, profile: profileSchema }),
  z.strictObject({ kind: z.literal('understood'), id, understanding: understandingSchema }),
  z.strictObject({ kind: z.literal('prepared'), id, preview: preparePreviewSchema }),
  z.strictObject({ kind: z.literal('series-described'), id, description: seriesDescriptionSchema }),
  z.strictObject({ kind: z.literal('previewed'), id, preview: previewSchema }),
  /** `id` is −1 for a message that was no request. */
  z.strictObject({ kind: z.literal('failed'), id, error: errorReportSchema }),
]);

export type DataRequest = z.output<typeof dataRequestSchema>;
export type DataEvent = z.output<typeof dataEventSchema>;
export type DataProgress = Omit<Extract<DataEvent, { kind: 'progress' }>, 'kind' | 'id'>;
