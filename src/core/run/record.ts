// The record of a run: what `run.json` in its folder holds and every list, table and export reads.
import { z } from 'zod';
import { learnedFromSchema } from '../preparation/learned-from';
import { storedRecipeSchema } from '../recipe/migrate';
import { augmentationFactsSchema } from './augmentation';
import { metricsSchema } from './metrics';
import { pretrainingSchema } from './pretraining';

export const runStates = [
  'queued',
  'preparing',
  'training',
  'paused',
  'stopping',
  'finished',
  'stopped',
  'cancelled',
  'failed',
] as const;

export const errorReportSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  place: z.strictObject({
    file: z.string().optional(),
    line: z.number().optional(),
    column: z.string().optional(),
    field: z.string().optional(),
  }),
  fix: z.string().optional(),
});

/** The device and the way in which a run was executed; kept on replay. */
export const executionSchema = z.strictObject({
  /** `tensorflow` is native; `wasm` is the fallback. */
  backend: z.enum(['tensorflow', 'wasm']),
  /** `cpu`, `gpu:0` (by the driver's number) or `wasm`. */
  device: z.string(),
  executor: z.enum(['xla', 'graph', 'eager']),
  /** Version of TensorFlow, or of the wasm backend. */
  version: z.string(),
  /** Threads that its computations ran on. */
  threads: z.number().int().optional(),
  /** Why the device `auto` did not take a GPU that this machine has, or native TensorFlow; null where it took the best. */
  reason: z.string().nullable().optional(),
});

export const runRecordSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  createdAt: z.string(),
  state: z.enum(runStates),
  recipe: storedRecipeSchema,
  source: z.strictObject({
    path: z.string(),
    /** SHA-256 of the file, hexadecimal. */
    fingerprint: z.string(),
    /** A separate test file, if one was given. */
    test: z.strictObject({ path: z.string(), fingerprint: z.string() }).nullable(),
  }),
  task: z.enum(['regression', 'binary', 'multiclass']).nullable(),
  /** Class names in the order of the model's outputs; empty for regression. */
  classes: z.array(z.string()),
  rows: z.strictObject({ train: z.number(), validation: z.number(), test: z.number() }).nullable(),
  /** Rows that stayed in the part that earlier runs had them in, and rows that are new. */
  split: z.strictObject({ kept: z.number().int(), added: z.number().int() }).optional(),
  /** What the preparation was fitted on. */
  learnedFrom: learnedFromSchema.optional(),
  execution: executionSchema.nullable(),
  /** Trained weights, all together. */
  parameters: z.number().nullable(),
  /** Epochs done so far. */
  epochs: z.number(),
  /** The epoch whose weights every figure, prediction and export uses; 0 before the first. */
  bestEpoch: z.number(),
  seconds: z.number(),
  /** Of the best epoch's weights. */
  metrics: z
    .strictObject({ train: metricsSchema, validation: metricsSchema, test: metricsSchema.nullable() })
    .nullable(),
  error: errorReportSchema.nullable(),
  /** Whether a run that is over left a checkpoint to go on from. */
  resumable: z.boolean().optional(),
  /** Sentences about what looked odd in the data, once the trainer has read it. */
  warnings: z.array(z.string()).optional(),
  /** What was made of the training rows; absent where they stayed as they are. */
  augmentation: augmentationFactsSchema.optional(),
  /** What pre-training did, once it is over; null or absent without it. */
  pretraining: pretrainingSchema.nullable().optional(),
});

export type RunState = (typeof runStates)[number];
export type Execution = z.output<typeof executionSchema>;
export type RunRecord = z.output<typeof runRecordSchema>;

/** A run as it is asked for: nothing is known of it yet. */
export function queuedRun(asked: Pick<RunRecord, 'id' | 'createdAt' | 'recipe' | 'source'>): RunRecord {
  return {
    version: 1,
    state: 'queued',
    ...asked,
    task: null,
    classes: [],
    rows: null,
    execution: null,
    parameters: null,
    epochs: 0,
    bestEpoch: 0,
    seconds: 0,
    metrics: null,
    error: null,
  };
}

/** Whether nothing more will happen to a run in this state. */
export function isOver(state: RunState): boolean {
  return state === 'finished' || state === 'stopped' || state === 'cancelled' || state === 'failed';
}
