// The files of a run's folder, as the workbench reads them.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { modelCardSchema } from '../../core/preparation/model-card';
import type { Preparation } from '../../core/preparation/preparation';
import { baselineSchema } from '../../core/run/baseline';
import { type Epoch, epochSchema } from '../../core/run/epoch';
import { type Finding, findingSchema } from '../../core/run/finding';
import { type Outcome, outcomeSchema } from '../../core/run/outcome';
import { type Preflight, preflightSchema } from '../../core/run/preflight';
import { type Telemetry, telemetrySchema } from '../../core/run/telemetry';
import { untrainedSchema } from '../../core/run/untrained';
import { readJson } from './json-file';

export interface RunFiles {
  record: string;
  recipe: string;
  /** The part of each row, by its content. */
  split: string;
  metrics: string;
  telemetry: string;
  preflight: string;
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
    split: file('split.bin'),
    metrics: file('metrics.jsonl'),
    telemetry: file('telemetry.jsonl'),
    preflight: file('preflight.json'),
    evidence: file('evidence.json'),
    outcome: file('outcome.json'),
    diagnosis: file('diagnosis.json'),
    checkpoints: file('checkpoints'),
    model: file('model'),
    log: file('log.txt'),
    owner: file('owner.json'),
  };
}

const evidenceSchema = z.strictObject({
  baseline: baselineSchema,
  validationLossError: z.number(),
  /** Absent in runs of earlier versions. */
  untrained: untrainedSchema.optional(),
});

/** Every whole line of metrics.jsonl; a line that a crash cut off ends the history. */
export function readEpochs(folder: string): Promise<Epoch[]> {
  return readLines(runFiles(folder).metrics, epochSchema);
}

/** What the run's model is prepared with; null while none is stored. */
export async function readPreparation(folder: string): Promise<Preparation | null> {
  const card = await readJson(path.join(runFiles(folder).model, 'model.json'), modelCardSchema);
  return card?.preparation ?? null;
}

/** Every whole line of telemetry.jsonl. */
export function readTelemetry(folder: string): Promise<Telemetry[]> {
  return readLines(runFiles(folder).telemetry, telemetrySchema);
}

async function readLines<Value>(file: string, schema: z.ZodType<Value>): Promise<Value[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const values: Value[] = [];
  for (const line of text.split('\n')) {
    const value = parseLine(line, schema);
    if (value === null) break;
    values.push(value);
  }
  return values;
}

function parseLine<Value>(line: string, schema: z.ZodType<Value>): Value | null {
  try {
    const parsed = schema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What the trainer wrote for the diagnosis; null before it did. */
export function readEvidence(folder: string): Promise<z.output<typeof evidenceSchema> | null> {
  return readJson(runFiles(folder).evidence, evidenceSchema);
}

/** Null where the run was not checked. */
export function readPreflight(folder: string): Promise<Preflight | null> {
  return readJson(runFiles(folder).preflight, preflightSchema);
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
