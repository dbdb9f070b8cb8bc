// A comparison of this machine's devices on one recipe: what is measured, and what came of it.
import { z } from 'zod';
import { errorReportSchema } from './record';

/** One way to run the recipe: a device with its settings. */
export const candidateSchema = z.strictObject({
  /** Such as `cpu 2 xla`: unique within a comparison. */
  id: z.string(),
  /** Of core/run/device.ts. */
  device: z.string(),
  kind: z.enum(['cpu', 'gpu', 'wasm']),
  title: z.string(),
  /** Null where the device decides. */
  threads: z.number().int().nullable(),
  executor: z.enum(['xla', 'graph', 'eager']),
  precision: z.enum(['float32', 'mixed']),
  /** Values of recipe fields, by path, that make a run use this. */
  changes: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const measurementSchema = z.strictObject({
  candidate: candidateSchema,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Epochs that were measured. */
  epochs: z.number(),
  /** Building and compiling, before and within the first epoch. */
  compileSeconds: z.number().nullable(),
  /** Median, judging included. */
  epochSeconds: z.number().nullable(),
  rowsPerSecond: z.number().nullable(),
  /** From the start, compiling included, to the end of the first epoch with the loss that all of them reached. */
  lossSeconds: z.number().nullable(),
  /** Of the whole planned run, at this speed. */
  runSeconds: z.number().nullable(),
  error: errorReportSchema.nullable(),
});

export const comparisonSchema = z.strictObject({
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** File and target that the recipe was trained on. */
  data: z.string(),
  target: z.string(),
  plannedEpochs: z.number(),
  /** Training rows; null before the first candidate has read them. */
  rows: z.number().nullable(),
  measurements: z.array(measurementSchema),
  /** Devices that were left out, each with the reason. */
  left: z.array(z.strictObject({ device: z.string(), title: z.string(), reason: z.string() })),
  /** The training loss that every measured candidate reached; null where there is none. */
  sameLoss: z.number().nullable(),
  /** The candidate that ends the planned run first, and why it is that one; null until all are measured. */
  recommended: z.string().nullable(),
  why: z.string().nullable(),
  error: errorReportSchema.nullable(),
});

export type Candidate = z.output<typeof candidateSchema>;
export type Measurement = z.output<typeof measurementSchema>;
export type Comparison = z.output<typeof comparisonSchema>;
