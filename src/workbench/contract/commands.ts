// Every call that a door (window, page, command line) can make of the workbench, with the shape of both sides.
import { z } from 'zod';
import { recipeSchema } from '../../core/recipe/recipe';
import { comparisonSchema } from '../../core/run/comparison';
import { effectSchema } from '../../core/run/effect';
import { epochSchema } from '../../core/run/epoch';
import { findingSchema, recipeValue } from '../../core/run/finding';
import { foldsSchema } from '../../core/run/folds';
import { runtimeSchema } from '../../core/run/job';
import { outcomeSchema } from '../../core/run/outcome';
import { preflightSchema } from '../../core/run/preflight';
import { describedStepSchema, preparePreviewSchema } from '../../core/run/preparation';
import { previewSchema, readSettingsSchema } from '../../core/run/preview';
import { profileSchema } from '../../core/run/profile';
import { rateTestSchema } from '../../core/run/rate-test';
import { runRecordSchema } from '../../core/run/record';
import { seriesDescriptionSchema } from '../../core/run/series-description';
import { telemetrySchema } from '../../core/run/telemetry';
import { understandingSchema } from '../../core/run/understanding';

const nothing = z.strictObject({});
const runId = z.strictObject({ runId: z.string() });

export const sampleSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  task: z.enum(['classification', 'regression', 'time series']),
  target: z.string(),
  rows: z.number(),
  columns: z.number(),
});

/** A dataset that the person opened; `datasetId` stands for it in every later call, so no call names a path freely. */
export const datasetSchema = z.strictObject({ datasetId: z.string(), profile: profileSchema });

const grownSchema = z.strictObject({ settings: readSettingsSchema, dataset: datasetSchema }).nullable();

export const commands = {
  'app.info': {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      /** `window` is Electron, `page` a browser on the host. */
      door: z.enum(['window', 'page', 'cli']),
      /** Null while the probe is under way. */
      runtime: runtimeSchema.nullable(),
      /** A file that the person named when starting Hone, already opened; null if none. */
      opened: datasetSchema.nullable(),
      /** Name of the file that is being opened; null if none is. */
      opening: z.string().nullable(),
    }),
  },
  'sample.list': { input: nothing, output: z.array(sampleSchema) },
  'sample.open': { input: z.strictObject({ id: z.string() }), output: datasetSchema },
  /** Shows the platform's file dialog (window) or takes an uploaded file (page); null if the person cancels. */
  'dataset.choose': { input: nothing, output: datasetSchema.nullable() },
  /** Asks for a folder and reads all its tables as one; answers as `dataset.append`. */
  'dataset.choose-folder': { input: nothing, output: grownSchema },
  /**
   * The file that was refused last, as far as its first rows can be shown: under the right settings, `dataset.reread` may
   * open it. Null if the last file was opened, or if it is no table under any settings.
   */
  'dataset.refused': {
    input: nothing,
    output: z
      .strictObject({ datasetId: z.string(), settings: readSettingsSchema, preview: previewSchema })
      .nullable(),
  },
  /**
   * Asks for further files and reads them below the rows of the dataset. The page keeps the settings, and writes their
   * `append` into the recipe; null if the person cancels.
   */
  'dataset.append': {
    input: z.strictObject({ datasetId: z.string(), settings: readSettingsSchema.default({}) }),
    output: grownSchema,
  },
  /**
   * Asks for a table to join and looks at its columns; `key` and `otherKey` are suggested. The page then puts an entry
   * into `join` of the settings for `dataset.reread`, and of the recipe. Null if the person cancels.
   */
  'dataset.join': {
    input: z.strictObject({ datasetId: z.string() }),
    output: z
      .strictObject({ file: z.string(), columns: z.array(z.string()), key: z.string(), otherKey: z.string() })
      .nullable(),
  },
  /** Opens a table from the clipboard: the text becomes a file in Hone's own folder. */
  'dataset.paste': {
    input: z.strictObject({
      text: z
        .string()
        .min(1)
        .max(50 << 20),
    }),
    output: datasetSchema,
  },
  'dataset.recent': {
    input: nothing,
    output: z.array(z.strictObject({ path: z.string(), name: z.string(), openedAt: z.string() })),
  },
  'dataset.reopen': { input: z.strictObject({ path: z.string() }), output: datasetSchema },
  /** The first rows of a dataset, from the beginning of its file alone; also while it is being opened (`datasetPreviewed`). */
  'dataset.preview': {
    input: z.strictObject({ datasetId: z.string(), settings: readSettingsSchema.default({}) }),
    output: previewSchema,
  },
  /** Reads the file again, as the person says. */
  'dataset.reread': {
    input: z.strictObject({ datasetId: z.string(), settings: readSettingsSchema }),
    output: datasetSchema,
  },
  /** What goes with the recipe's target, and what is wrong with the data; `dataset.cancel` ends it. */
  'dataset.understand': {
    input: z.strictObject({ datasetId: z.string(), recipe: recipeSchema }),
    output: understandingSchema,
  },
  /** One column before and after the recipe's preparation, from a sample of the rows; `dataset.cancel` ends it. */
  'prepare.preview': {
    input: z.strictObject({ datasetId: z.string(), recipe: recipeSchema, column: z.string() }),
    output: preparePreviewSchema,
  },
  /** The table as a time series by the recipe, windows switched on or not: frequency, gaps, trend and season; `dataset.cancel` ends it. */
  'series.describe': {
    input: z.strictObject({ datasetId: z.string(), recipe: recipeSchema }),
    output: seriesDescriptionSchema,
  },
  /** Ends the reading of a dataset, of all with null; the call that waits for it answers with the error `cancelled`. */
  'dataset.cancel': { input: z.strictObject({ datasetId: z.string().nullable() }), output: nothing },
  /** What is kept of tables that were read and prepared, largest project first. */
  'cache.info': {
    input: nothing,
    output: z.strictObject({
      bytes: z.number(),
      projects: z.array(
        z.strictObject({ project: z.string(), entries: z.number().int(), bytes: z.number() }),
      ),
    }),
  },
  /** Forgets it, of one project or of all; the next opening reads the file anew. Answers with the bytes freed. */
  'cache.clear': {
    input: z.strictObject({ project: z.string().nullable() }),
    output: z.strictObject({ bytes: z.number() }),
  },
  'run.start': {
    input: z.strictObject({ datasetId: z.string(), recipe: recipeSchema }),
    output: runRecordSchema,
  },
  'run.pause': { input: runId, output: runRecordSchema },
  'run.resume': { input: runId, output: runRecordSchema },
  /** Ends training and keeps the best epoch so far. Answers at once; the run's state says when it is done. */
  'run.stop': { input: runId, output: runRecordSchema },
  /** Ends training and keeps nothing. */
  'run.cancel': { input: runId, output: runRecordSchema },
  /** Changes a value from the next epoch on; the recipe of the record then holds the change. */
  'run.change': {
    input: z.strictObject({ runId: z.string(), path: z.string(), value: z.number() }),
    output: runRecordSchema,
  },
  'run.remove': { input: runId, output: nothing },
  /** The runs of the dataset's project, newest first. */
  'run.list': { input: z.strictObject({ datasetId: z.string() }), output: z.array(runRecordSchema) },
  /** A run with its whole history: what a page that (re)loads starts from before it follows. */
  'run.get': {
    input: runId,
    output: z.strictObject({
      record: runRecordSchema,
      epochs: z.array(epochSchema),
      /** Batches up to this number are contained in `epochs`; −1 if none. */
      seq: z.number().int(),
      findings: z.array(findingSchema),
      outcome: outcomeSchema.nullable(),
      /** Looks into the network at the end of some of the epochs. */
      telemetry: z.array(telemetrySchema),
      /** The checks before the training; null where they were off or are not done yet. */
      preflight: preflightSchema.nullable(),
    }),
  },
  /** Each step of the run's preparation in words, with what it learned and from which rows; null while none is stored. */
  'run.preparation': { input: runId, output: z.array(describedStepSchema).nullable() },
  /** Asks for a folder (window) or offers a download (page); null if the person cancels. */
  'run.export': {
    input: z.strictObject({ runId: z.string(), format: z.enum(['saved-model', 'onnx', 'tfjs']) }),
    output: z.strictObject({ folder: z.string(), files: z.array(z.string()) }).nullable(),
  },
  /** Asks for a CSV, predicts every row and asks where to write; null if the person cancels. */
  'run.predict': {
    input: runId,
    output: z
      .strictObject({ file: z.string(), rows: z.number(), preview: z.array(z.array(z.string())) })
      .nullable(),
  },
  /** Starts to train the recipe and the changed one side by side, from so many seeds; `effectMeasured` tells how it goes. */
  'effect.measure': {
    input: z.strictObject({
      datasetId: z.string(),
      recipe: recipeSchema,
      /** New values by recipe path. */
      changes: z.record(z.string(), recipeValue),
      seeds: z.number().int().min(2).max(100).default(10),
    }),
    output: effectSchema,
  },
  /** Ends the measurement; the pairs that are done stay. */
  'effect.cancel': { input: nothing, output: nothing },
  /** The last measurement since Hone was started; null if there was none. */
  'effect.last': { input: nothing, output: effectSchema.nullable() },
  /** Starts a cross-validation of the recipe; `foldsMeasured` tells how it goes. */
  'folds.measure': {
    input: z.strictObject({
      datasetId: z.string(),
      recipe: recipeSchema,
      folds: z.number().int().min(2).max(100).default(5),
      /** How often the rows are dealt anew. */
      repeats: z.number().int().min(1).max(100).default(1),
    }),
    output: foldsSchema,
  },
  /** Ends it; the folds that are done stay. */
  'folds.cancel': { input: nothing, output: nothing },
  /** The last cross-validation since Hone was started; null if there was none. */
  'folds.last': { input: nothing, output: foldsSchema.nullable() },
  /** Runs the checks before a training and answers with their result, in a few seconds. */
  'preflight.run': {
    input: z.strictObject({ datasetId: z.string(), recipe: recipeSchema }),
    output: preflightSchema,
  },
  /** Ends the checks; their call answers with the error `cancelled`. */
  'preflight.cancel': { input: nothing, output: nothing },
  /** Starts a learning-rate range test of the recipe; `ratesTested` tells how it goes. */
  'rates.test': {
    input: z.strictObject({ datasetId: z.string(), recipe: recipeSchema }),
    output: rateTestSchema,
  },
  /** Ends the test; what was measured stays. */
  'rates.cancel': { input: nothing, output: nothing },
  /** The last test since Hone was started; null if there was none. */
  'rates.last': { input: nothing, output: rateTestSchema.nullable() },
  /** Starts to train the recipe on each device of this machine for a while; `devicesCompared` tells how it goes. */
  'devices.compare': {
    input: z.strictObject({ datasetId: z.string(), recipe: recipeSchema }),
    output: comparisonSchema,
  },
  /** Ends the comparison; what was measured stays. */
  'devices.cancel': { input: nothing, output: nothing },
  /** The last comparison since Hone was started; null if there was none. */
  'devices.comparison': { input: nothing, output: comparisonSchema.nullable() },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type CommandName = keyof typeof commands;
export type CommandInput<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;
export type Sample = z.output<typeof sampleSchema>;
export type Dataset = z.output<typeof datasetSchema>;

/** The answer to a call, as it crosses a process border. */
export type Answer<Output> =
  | { ok: true; value: Output }
  | { ok: false; error: import('../../core/errors').ErrorReport };
