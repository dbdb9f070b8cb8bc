// A checkpoint: everything that a later process needs to continue a training bit for bit.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { HoneError } from '../../core/errors';
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
}

const FILE = 'last.safetensors';

/** Replaces the folder's checkpoint. */
export function saveCheckpoint(folder: string, { progress, state, best }: Checkpoint): void {
  const tensors: StoredTensor[] = [
    ...[...state].map(([name, data]) => ({ name: `state/${name}`, shape: [data.length], data })),
    ...best.map((tensor) => ({ ...tensor, name: `best/${tensor.name}` })),
  ];
  writeDurably(
    path.join(folder, FILE),
    writeSafetensors({ tensors, metadata: { progress: JSON.stringify(progress) } }),
  );
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
  const part = (prefix: string) => tensors.filter((tensor) => tensor.name.startsWith(prefix));
  return {
    progress: progress.data,
    state: new Map(part('state/').map((tensor) => [tensor.name.slice('state/'.length), tensor.data])),
    best: part('best/').map((tensor) => ({ ...tensor, name: tensor.name.slice('best/'.length) })),
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
