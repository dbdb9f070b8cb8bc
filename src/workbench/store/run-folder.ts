// The files of a run's folder, as the workbench reads them.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Baseline, baselineSchema } from '../../core/run/baseline';
import { type Epoch, epochSchema } from '../../core/run/epoch';
import { type Finding, findingSchema } from '../../core/run/finding';
import { type Outcome, outcomeSchema } from '../../core/run/outcome';
import { readJson } from './json-file';

export interface RunFiles {
  record: string;
  recipe: string;
  metrics: string;
  evidence: string;
  outcome: string;
  diagnosis: string;
  checkpoints: string;
  model: string;
  log: string;
  /** Says which process has the run in hand. */
  owner: string;
}

export function runFiles(folder: string): RunFiles {
  const file = (name: string) => path.join(folder, name);
  return {
    record: file('run.json'),
    recipe: file('recipe.json'),
    metrics: file('metrics.jsonl'),
    evidence: file('evidence.json'),
    outcome: file('outcome.json'),
    diagnosis: file('diagnosis.json'),
    checkpoints: file('checkpoints'),
    model: file('model'),
    log: file('log.txt'),
    owner: file('owner.json'),
  };
}

const evidenceSchema = z.strictObject({ baseline: baselineSchema, validationLossError: z.number() });

/** Every whole line of metrics.jsonl; a line that a crash cut off ends the history. */
export async function readEpochs(folder: string): Promise<Epoch[]> {
  const text = await readFile(runFiles(folder).metrics, 'utf8').catch(() => '');
  const epochs: Epoch[] = [];
  for (const line of text.split('\n')) {
    const epoch = parseEpoch(line);
    if (!epoch) break;
    epochs.push(epoch);
  }
  return epochs;
}

function parseEpoch(line: string): Epoch | null {
  try {
    const parsed = epochSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What the trainer wrote for the diagnosis; null before it did. */
export function readEvidence(
  folder: string,
): Promise<{ baseline: Baseline; validationLossError: number } | null> {
  return readJson(runFiles(folder).evidence, evidenceSchema);
}

export function readOutcome(folder: string): Promise<Outcome | null> {
  return readJson(runFiles(folder).outcome, outcomeSchema);
}

/** Null for a run that was not diagnosed. */
export function readFindings(folder: string): Promise<Finding[] | null> {
  return readJson(runFiles(folder).diagnosis, z.array(findingSchema));
}

/** The last lines of the trainer's error output, for the sentence that tells why it died. */
export async function readLogTail(folder: string, lines = 5): Promise<string> {
  const text = await readFile(runFiles(folder).log, 'utf8').catch(() => '');
  const told = text.split('\n').filter((line) => line.trim() !== '' && !isBanner(line));
  return told.slice(-lines).join('\n').slice(-1000);
}

/** What TensorFlow and Hone write into every log, whatever happens. */
function isBanner(line: string): boolean {
  return /^([IW]\d{4} \d\d:|I0000 |W0000 |WARNING: All log messages before absl|Hone: |warning: )/.test(line);
}
