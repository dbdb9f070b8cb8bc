// A checkpoint: everything that a later process needs to continue a training bit for bit.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { HoneError } from '../../core/errors';
import { type PretrainedStage, pretrainedStageSchema } from '../../core/run/pretraining';
import type { StateValues } from '../train/state';
import { readSafetensors, type StoredTensor, writeSafetensors } from './safetensors';
import { writeDurably } from './write-durably';

export const progressSchema = z.strictObject({
  /** Epochs done. */
  epochs: z.number().int(),
  /** Updates of the weights done. */
  updates: z.number().int(),
  bestEpoch: z.number().int(),
  /** What the best epoch scored on the monitored curve, less is better; null before the first. */
  bestScore: z.number().nullable(),
  /** Epochs since the last improvement that counted for patience. */
  waited: z.number().int(),
  /** The score that patience compares with. */
  patienceScore: z.number().nullable(),
  /** Moving average of the monitored curve; null before the first epoch. */
  smoothedScore: z.number().nullable(),
  /** Validation loss of each epoch done, for schedules that look at it. */
  losses: z.array(z.number().nullable()),
  seconds: z.number(),
});

export type Progress = z.output<typeof progressSchema>;

/** Before the first epoch. */
export function freshProgress(): Progress {
  return {
    epochs: 0,
    updates: 0,
    bestEpoch: 0,
    bestScore: null,
    waited: 0,
    patienceScore: null,
    smoothedScore: null,
    losses: [],
    seconds: 0,
  };
}

export interface Checkpoint {
  progress: Progress;
  state: StateValues;
  /** Variables of the best epoch by name, with their shapes. */
  best: StoredTensor[];
  /** Where the run was still in pre-training: which autoencoder, what came before it, and the encoders so far. */
  pretraining?: { stage: number; stages: readonly PretrainedStage[]; encoder: StateValues } | null;
}

const markSchema = z.strictObject({ stage: z.number().int(), stages: z.array(pretrainedStageSchema) });

const FILE = 'last.safetensors';

/** Replaces the folder's checkpoint. */
export function saveCheckpoint(folder: string, { progress, state, best, pretraining }: Checkpoint): void {
  const stored = (prefix: string, values: StateValues): StoredTensor[] =>
    [...values].map(([name, data]) => ({ name: `${prefix}/${name}`, shape: [data.length], data }));
  const tensors = [
    ...stored('state', state),
    ...best.map((tensor) => ({ ...tensor, name: `best/${tensor.name}` })),
    ...stored('encoder', pretraining?.encoder ?? new Map()),
  ];
  const mark = pretraining && { stage: pretraining.stage, stages: pretraining.stages };
  const metadata = {
    progress: JSON.stringify(progress),
    ...(mark && { pretraining: JSON.stringify(mark) }),
  };
  writeDurably(path.join(folder, FILE), writeSafetensors({ tensors, metadata }));
}

/** The folder's checkpoint, or null if there is none. Throws `model-invalid` if it is damaged. */
export function loadCheckpoint(folder: string): Checkpoint | null {
  const file = path.join(folder, FILE);
  if (!existsSync(file)) return null;
  const { tensors, metadata } = readSafetensors(readFileSync(file), file);
  const progress = progressSchema.safeParse(parse(metadata.progress ?? ''));
  if (!progress.success) {
    throw new HoneError('model-invalid', 'The checkpoint does not say how far training was.', {
      place: { file },
    });
  }
  const part = (prefix: string) =>
    tensors
      .filter((tensor) => tensor.name.startsWith(prefix))
      .map((tensor) => ({ ...tensor, name: tensor.name.slice(prefix.length) }));
  const values = (prefix: string): StateValues =>
    new Map(part(prefix).map((tensor) => [tensor.name, tensor.data]));
  const mark = markSchema.safeParse(parse(metadata.pretraining ?? ''));
  return {
    progress: progress.data,
    state: values('state/'),
    best: part('best/'),
    pretraining: mark.success ? { ...mark.data, encoder: values('encoder/') } : null,
  };
}

/** A finished run needs none. */
export function removeCheckpoint(folder: string): void {
  rmSync(path.join(folder, FILE), { force: true });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
