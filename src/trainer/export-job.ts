// The job of an export: a run's model as a folder that runs elsewhere.
import { withKnownHashes } from '../core/preparation/exportable';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HoneError } from '../core/errors';
import { encodeRows } from '../core/preparation/encode-rows';
import type { Job, TrainerEvent } from '../core/run/job';
import { type RunRecord, runRecordSchema } from '../core/run/record';
import { windowTable } from '../core/series/window-table';
import type { Table } from '../core/table';
import { readSettingsOf } from '../core/recipe/source';
import { readTable } from '../data/read-table';
import { exportModel } from '../engine/export/export-model';
import type { ParitySample } from '../engine/export/parity';
import { openRuntime, type Runtime } from '../engine/runtime/runtime';
import { readModel, type StoredModel } from './model-folder';
import { createPredictor, predictRows, tracePrediction } from './prediction';
import { runFiles } from './run-files';

const ROWS_TO_COMPARE = 1000;

/** Writes the folder and compares the written files with Hone's own predictions where the run's data is still there. */
export async function exportRun(
  { folder, format, out }: Extract<Job, { kind: 'export' }>,
  send: (event: TrainerEvent) => void,
): Promise<void> {
  const record = readRecord(folder);
  const model = readModel(folder);
  const runtime = await openRuntime('cpu').catch(() => openRuntime('auto'));
  if (!runtime.native) {
    throw new HoneError(
      'runtime-unavailable',
      `Exporting needs native TensorFlow: ${runtime.reason ?? 'it is missing'}.`,
      {
        fix: runtime.fix ?? 'Install native TensorFlow and export again.',
      },
    );
  }
  send({ kind: 'progress', phase: 'exporting', share: null });
  const sample = await paritySample(runtime, model, record);
  await exportModel({
    format,
    card: model.card,
    weights: readFileSync(path.join(runFiles(folder).model, 'weights.safetensors')),
    recipe: model.recipe,
    record,
    folder: out,
    graph: tracePrediction(runtime.ops, runtime.native, model),
    parity: sample && { sample, runtime },
  });
  send({ kind: 'done', execution: null, rows: null });
}

function readRecord(folder: string): RunRecord {
  const file = path.join(folder, 'run.json');
  const fault = (why: string) =>
    new HoneError('run-not-found', `This folder holds no run: ${why}.`, {
      place: { file },
      fix: 'Name the folder of a finished run.',
    });
  if (!existsSync(file)) throw fault('run.json is missing');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw fault('run.json is not JSON');
  }
  const parsed = runRecordSchema.safeParse(content);
  if (!parsed.success) throw fault('run.json is not a record of a run');
  return parsed.data;
}

/** The first rows of the run's file with Hone's own predictions; null if the file has gone or changed its columns. */
async function paritySample(
  { ops, native }: Runtime,
  model: StoredModel,
  record: RunRecord,
): Promise<ParitySample | null> {
  let table: Table;
  try {
    const { dialect, ...source } = model.recipe.data;
    const read = (await readTable(record.source.path, { dialect, ...readSettingsOf(source) })).table;
    const { series } = model.card;
    // An exported model takes windows: to make them of a series is the work of its caller.
    table = withKnownHashes(series ? windowTable(read, series, true) : read, model.card.preparation);
    const encoded = encodeRows(table, model.card.preparation);
    const rows = Math.min(ROWS_TO_COMPARE, encoded.rows);
    const width = {
      numbers: encoded.numbers.length / encoded.rows,
      codes: encoded.codes.length / encoded.rows,
    };
    const predictor = createPredictor(ops, native, model);
    const expected = predictRows(ops, predictor, {
      rows,
      numbers: encoded.numbers.subarray(0, rows * width.numbers),
      codes: encoded.codes.subarray(0, rows * width.codes),
    });
    predictor.dispose();
    return { table, expected };
  } catch (error) {
    if (error instanceof HoneError) return null;
    throw error;
  }
}
