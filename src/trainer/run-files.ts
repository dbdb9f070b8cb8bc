// The files of a run's folder that the trainer writes. `run.json` is the workbench's.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { ModelCard } from '../core/preparation/model-card';
import type { Baseline } from '../core/run/baseline';
import type { Epoch } from '../core/run/epoch';
import type { Outcome } from '../core/run/outcome';
import type { Preflight } from '../core/run/preflight';
import type { Untrained } from '../core/run/untrained';
import { type StoredTensor, writeSafetensors } from '../engine/checkpoint/safetensors';
import { writeDurably } from '../engine/checkpoint/write-durably';

export interface RunFiles {
  metrics: string;
  telemetry: string;
  checkpoints: string;
  model: string;
}

export function runFiles(folder: string): RunFiles {
  return {
    metrics: path.join(folder, 'metrics.jsonl'),
    telemetry: path.join(folder, 'telemetry.jsonl'),
    checkpoints: path.join(folder, 'checkpoints'),
    model: path.join(folder, 'model'),
  };
}

export interface Evidence {
  baseline: Baseline;
  /** 0 until training is over. */
  validationLossError: number;
  untrained: Untrained;
}

export function writeEvidence(folder: string, evidence: Evidence): void {
  writeDurably(path.join(folder, 'evidence.json'), `${JSON.stringify(evidence, null, 2)}\n`);
}

export function writePreflight(folder: string, preflight: Preflight): void {
  writeDurably(path.join(folder, 'preflight.json'), `${JSON.stringify(preflight, null, 2)}\n`);
}

export function writeOutcome(folder: string, outcome: Outcome): void {
  writeDurably(path.join(folder, 'outcome.json'), `${JSON.stringify(outcome)}\n`);
}

/** model.json and weights.safetensors, the latter with the epoch that the weights are of. */
export function writeModel(folder: string, card: ModelCard, tensors: StoredTensor[], epoch: number): void {
  const { model } = runFiles(folder);
  const metadata = { epoch: String(epoch) };
  writeDurably(path.join(model, 'weights.safetensors'), writeSafetensors({ tensors, metadata }));
  writeDurably(path.join(model, 'model.json'), `${JSON.stringify(card, null, 2)}\n`);
}

/** A line about an epoch. */
type EpochLine = z.ZodType<Pick<Epoch, 'epoch' | 'phase'>>;

/** Keeps the lines about epochs of each phase up to those of the checkpoint: what lies behind it will be trained again. */
export function truncateLines(
  file: string,
  schema: EpochLine,
  epochs: Readonly<Record<Epoch['phase'], number>>,
): void {
  if (!existsSync(file)) return;
  const kept = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && isUpTo(line, schema, epochs));
  writeFileSync(file, kept.map((line) => `${line}\n`).join(''));
}

/** False also for a line that a crash cut off. */
function isUpTo(line: string, schema: EpochLine, epochs: Readonly<Record<Epoch['phase'], number>>): boolean {
  try {
    const parsed = schema.safeParse(JSON.parse(line));
    return parsed.success && parsed.data.epoch <= epochs[parsed.data.phase];
  } catch {
    return false;
  }
}
