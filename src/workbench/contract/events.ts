// What the workbench tells every door without being asked.
import { z } from 'zod';
import { comparisonSchema } from '../../core/run/comparison';
import { effectSchema } from '../../core/run/effect';
import { findingSchema } from '../../core/run/finding';
import { foldsSchema } from '../../core/run/folds';
import { runtimeSchema } from '../../core/run/job';
import { outcomeSchema } from '../../core/run/outcome';
import { preflightSchema } from '../../core/run/preflight';
import { previewSchema } from '../../core/run/preview';
import { rateTestSchema } from '../../core/run/rate-test';
import { runRecordSchema } from '../../core/run/record';
import { datasetSchema } from './commands';

export const workbenchEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('runtimeProbed'), runtime: runtimeSchema }),
  /** A run began, changed state or learned a fact about itself (not sent per epoch). */
  z.strictObject({ kind: z.literal('runChanged'), record: runRecordSchema }),
  z.strictObject({ kind: z.literal('runRemoved'), runId: z.string() }),
  z.strictObject({
    kind: z.literal('runDiagnosed'),
    runId: z.string(),
    findings: z.array(findingSchema),
    outcome: outcomeSchema.nullable(),
  }),
  /** The checks before the run's training are done. */
  z.strictObject({ kind: z.literal('runChecked'), runId: z.string(), preflight: preflightSchema }),
  /** Progress of work that is not training: reading, exporting, predicting. Share 0 to 1, null where unknown. */
  z.strictObject({
    kind: z.literal('workProgressed'),
    phase: z.string(),
    share: z.number().nullable(),
    /** While a file is read. */
    bytes: z.strictObject({ done: z.number(), total: z.number() }).optional(),
  }),
  /** The beginning of a large file, while the whole of it is still being read. */
  z.strictObject({ kind: z.literal('datasetPreviewed'), datasetId: z.string(), preview: previewSchema }),
  /** The comparison of devices as a whole, at most five times a second while it is under way. */
  z.strictObject({ kind: z.literal('devicesCompared'), comparison: comparisonSchema }),
  /** The measurement of an effect as a whole, at most five times a second while it is under way. */
  z.strictObject({ kind: z.literal('effectMeasured'), effect: effectSchema }),
  /** The cross-validation as a whole, at most five times a second while it is under way. */
  z.strictObject({ kind: z.literal('foldsMeasured'), folds: foldsSchema }),
  /** The learning-rate range test as a whole, with each of its reports. */
  z.strictObject({ kind: z.literal('ratesTested'), test: rateTestSchema }),
  /** A file is being opened, by whatever way; null when that is over. */
  z.strictObject({ kind: z.literal('openingChanged'), name: z.string().nullable() }),
  /** The person asks in the menu for a file to open. */
  z.strictObject({ kind: z.literal('openingAsked') }),
  /** A file was opened from outside the page (menu, command line, drop on the icon). */
  z.strictObject({ kind: z.literal('datasetOpened'), dataset: datasetSchema }),
]);

export type WorkbenchEvent = z.output<typeof workbenchEventSchema>;
