// The job of a prediction: every row of a file through a stored model into a CSV.
import { textOf } from '../core/preparation/column-text';
import { encodeRows } from '../core/preparation/encode-rows';
import type { Target } from '../core/preparation/preparation';
import type { Job, TrainerEvent } from '../core/run/job';
import { predictedClasses } from '../core/metrics/confusion';
import { predictionWidth, quantileNames } from '../core/preparation/target-values';
import type { ResolvedSeries } from '../core/series/resolved-series';
import { windowNames, windowTable } from '../core/series/window-table';
import { type Column, findColumn, isNumeric, type Table } from '../core/table';
import { readSettingsOf } from '../core/recipe/source';
import { readTable } from '../data/read-table';
import { type CsvValue, writeCsv } from '../data/write-csv';
import { openRuntime } from '../engine/runtime/runtime';
import { inFile } from './in-file';
import { readModel } from './model-folder';
import { createPredictor, predictRows } from './prediction';

/**
 * Writes the columns that name a row, as far as the file has them, then `prediction` and, for classes,
 * `probability:<class>`, for quantiles `q05` and so on: one line per row, in the file's order. A model of a time series
 * writes one line for each window of the file instead, behind the moment that it predicts.
 */
export async function predict(
  { model: folder, data, out }: Extract<Job, { kind: 'predict' }>,
  send: (event: TrainerEvent) => void,
): Promise<void> {
  const model = readModel(folder);
  // The file stands for itself: nothing is appended to it, and its sheet may have another name.
  const { append: _, sheet: __, types = [], ...settings } = readSettingsOf(model.recipe.data);
  const { table: read } = await readTable(data, {
    ...settings,
    dialect: model.recipe.data.dialect,
    // Names of rows come out as they are written: 007 stays 007.
    types: [...types, ...model.recipe.data.id.map((column) => ({ column, type: 'text' as const }))],
    onProgress: (share) => send({ kind: 'progress', phase: 'reading', share }),
  });
  const { series } = model.card;
  const rowsOf = () => (series ? windowTable(read, series, true) : read);
  const table = inFile(data, rowsOf);
  const encoded = inFile(data, () => encodeRows(table, model.card.preparation));
  send({ kind: 'progress', phase: 'predicting', share: null });
  const { hardware } = model.recipe;
  // A model that was trained on a GPU predicts on a machine without one.
  const device = hardware.device === 'gpu' ? 'auto' : hardware.device;
  const { ops, native } = await openRuntime({ ...hardware, device });
  const predictor = createPredictor(ops, native, model);
  const values = predictRows(ops, predictor, encoded);
  if (series) addBases(values, predictor.width, table, series);
  predictor.dispose();
  const ids = namesOf(model.recipe.data.id, series).flatMap((name) => findColumn(table, name) ?? []);
  const names = [...ids.map((column) => column.name), ...columnsOf(model.card.target)];
  const rows = await writeCsv(out, names, withIds(ids, lines(model.card.target, values)));
  send({ kind: 'done', execution: null, rows });
}

function columnsOf(target: Target): string[] {
  if (target.kind === 'number') return ['prediction', ...quantileNames(target)];
  return ['prediction', ...target.classes.map((name) => `probability:${name}`)];
}

/** Of windows also the moment and the series that a prediction is for. */
function namesOf(ids: readonly string[], series: ResolvedSeries | undefined): string[] {
  if (!series) return [...ids];
  const { time, key } = windowNames(series);
  return [...new Set([time, key, ...ids])];
}

/** Predicted changes become values: what each is counted from is added. */
function addBases(values: Float32Array, width: number, table: Table, series: ResolvedSeries): void {
  const base = findColumn(table, windowNames(series).base);
  if (!base || !isNumeric(base)) return;
  for (let i = 0; i < values.length; i++) {
    values[i] = (values[i] as number) + (base.values[Math.floor(i / width)] as number);
  }
}

/** Each line behind the names of its row. */
function* withIds(ids: readonly Column[], predicted: Iterable<CsvValue[]>): Iterable<CsvValue[]> {
  let row = 0;
  for (const line of predicted) {
    yield [...ids.map((column) => textOf(column, row)), ...line];
    row++;
  }
}

function* lines(target: Target, values: Float32Array): Iterable<CsvValue[]> {
  const width = predictionWidth(target);
  if (target.kind === 'number') {
    for (let start = 0; start < values.length; start += width)
      yield [...values.subarray(start, start + width)];
    return;
  }
  const predicted = predictedClasses(values, width);
  for (const [row, winner] of predicted.entries()) {
    yield [target.classes[winner] as string, ...values.subarray(row * width, (row + 1) * width)];
  }
}
