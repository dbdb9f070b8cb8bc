// The messages between the workbench and a trainer process, in both directions.
import { z } from 'zod';
import { storedRecipeSchema } from '../recipe/migrate';
import { deviceSchema } from './device';
import { effectPairSchema, measuredParts } from './effect';
import { epochSchema } from './epoch';
import { foldPlaceSchema, foldScoreSchema } from './folds';
import { preflightSchema } from './preflight';
import { ratePointSchema } from './rate-test';
import { errorReportSchema, executionSchema, runRecordSchema } from './record';
import { telemetrySchema } from './telemetry';

/** Folder in which tables are kept as they were read; without it they are read anew. */
const cache = { cache: z.string().optional() };

/** The work that a trainer process is started for: one job, then it exits. */
export const jobSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('train'),
    runId: z.string(),
    /** Folder of the run, already there and holding run.json. */
    folder: z.string(),
    recipe: storedRecipeSchema,
    data: z.string(),
    test: z.string().nullable(),
    /** Folder where the project keeps the places of its rows; without it every run splits them as for the first time. */
    splits: z.string().optional(),
    ...cache,
    /** Continue from the folder's last checkpoint. */
    resume: z.boolean(),
    /** Threads that this training may take where the recipe leaves it open: its share of the cores. */
    threads: z.number().int().min(1).optional(),
  }),
  z.strictObject({ kind: z.literal('predict'), model: z.string(), data: z.string(), out: z.string() }),
  z.strictObject({
    kind: z.literal('export'),
    folder: z.string(),
    format: z.enum(['saved-model', 'onnx', 'tfjs']),
    out: z.string(),
  }),
  /** Raises the learning rate from step to step and reports the losses. */
  z.strictObject({ kind: z.literal('rate-test'), recipe: storedRecipeSchema, data: z.string(), ...cache }),
  /** Trains both recipes once for each seed and reports their scores. */
  z.strictObject({
    kind: z.literal('effect'),
    before: storedRecipeSchema,
    after: storedRecipeSchema,
    seeds: z.array(z.number().int()),
    data: z.string(),
    ...cache,
    test: z.string().nullable(),
    threads: z.number().int().min(1).optional(),
  }),
  /** Trains the recipe once for each of these folds and reports their figures. */
  z.strictObject({
    kind: z.literal('folds'),
    recipe: storedRecipeSchema,
    folds: z.array(foldPlaceSchema),
    data: z.string(),
    /** As of a training. */
    splits: z.string().optional(),
    threads: z.number().int().min(1).optional(),
    ...cache,
  }),
  /** Runs the checks before a training, and no training. */
  z.strictObject({ kind: z.literal('preflight'), recipe: storedRecipeSchema, data: z.string(), ...cache }),
  /** Reports what this machine can train on. */
  z.strictObject({ kind: z.literal('probe') }),
  /** Measures how fast this machine trains, case by case. */
  z.strictObject({
    kind: z.literal('bench'),
    cases: z.array(
      z.strictObject({
        hidden: z.number().int().min(1),
        batchSize: z.number().int().min(1),
        executor: z.enum(['auto', 'xla', 'graph', 'eager']),
      }),
    ),
  }),
]);

/** Speed of one executor on one shape: 8,000 rows of 20 features through two hidden layers. */
export const benchRowSchema = z.strictObject({
  hidden: z.number(),
  batchSize: z.number(),
  executor: z.enum(['xla', 'graph', 'eager']),
  rowsPerSecond: z.number(),
  epochSeconds: z.number(),
  /** Building, compiling and the first epoch. */
  firstSeconds: z.number(),
});

/** From the workbench to the trainer, after the job. */
export const trainerCommandSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), job: jobSchema }),
  /** `skip` ends pre-training, and training begins. */
  z.strictObject({ kind: z.enum(['pause', 'resume', 'stop', 'cancel', 'skip']) }),
  /** Changes a value of the recipe from the next epoch on. */
  z.strictObject({ kind: z.literal('change'), path: z.string(), value: z.number() }),
]);

/** What this machine trains on, and why not on something better. */
export const runtimeSchema = z.strictObject({
  backend: z.enum(['tensorflow', 'wasm']),
  device: z.string(),
  version: z.string(),
  /** Why no native runtime or no GPU is used; null where the best is in use. */
  reason: z.string().nullable(),
  fix: z.string().nullable(),
  /** All that this machine has, usable or not. */
  devices: z.array(deviceSchema).optional(),
});

/** From the trainer to the workbench. */
export const trainerEventSchema = z.discriminatedUnion('kind', [
  /** Sent once, when the process is ready for its job. */
  z.strictObject({ kind: z.literal('ready') }),
  /** A new state or newly known facts; merged into the run's record. */
  z.strictObject({ kind: z.literal('record'), change: runRecordSchema.partial() }),
  /** Progress within one phase: preparing, reading, writing; 0 to 1 or null where unknown. */
  z.strictObject({ kind: z.literal('progress'), phase: z.string(), share: z.number().nullable() }),
  /** Epochs since the last batch; `seq` counts batches from 0. At most 20 a second. */
  z.strictObject({
    kind: z.literal('epochs'),
    runId: z.string(),
    seq: z.number().int(),
    epochs: z.array(epochSchema),
    /** Looks into the network at the end of some of these epochs. */
    telemetry: z.array(telemetrySchema).default([]),
    /** The best epoch so far by the recipe's early stopping; 0 in pre-training and where there is none yet. */
    bestEpoch: z.number().int().default(0),
    /** Seconds to the last planned epoch at the present speed. */
    secondsLeft: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal('acknowledged'),
    command: z.enum(['pause', 'resume', 'stop', 'cancel', 'skip']),
  }),
  /** The checks before the training are done. */
  z.strictObject({ kind: z.literal('checked'), preflight: preflightSchema }),
  z.strictObject({ kind: z.literal('probed'), runtime: runtimeSchema }),
  /** One more pair of an `effect` job. */
  z.strictObject({
    kind: z.literal('paired'),
    metric: z.enum(['accuracy', 'r2']),
    part: z.enum(measuredParts),
    rows: z.number(),
    pair: effectPairSchema,
  }),
  /** One more fold of a `folds` job. */
  z.strictObject({ kind: z.literal('folded'), score: foldScoreSchema }),
  /** Further points of a rate test. */
  z.strictObject({ kind: z.literal('rates'), points: z.array(ratePointSchema) }),
  /** One more figure of a `bench` job. */
  z.strictObject({ kind: z.literal('benched'), row: benchRowSchema }),
  /** The last message: the job is done, every file is written. */
  z.strictObject({
    kind: z.literal('done'),
    execution: executionSchema.nullable(),
    rows: z.number().nullable(),
  }),
  z.strictObject({ kind: z.literal('failed'), error: errorReportSchema }),
]);

export type BenchRow = z.output<typeof benchRowSchema>;
export type Job = z.output<typeof jobSchema>;
export type TrainJob = Extract<Job, { kind: 'train' }>;
export type TrainerCommand = z.output<typeof trainerCommandSchema>;
export type TrainerEvent = z.output<typeof trainerEventSchema>;
export type Runtime = z.output<typeof runtimeSchema>;
export type EpochBatch = Extract<TrainerEvent, { kind: 'epochs' }>;
