// The parity check: the written files are run on real rows and compared with Hone's own predictions.
import { HoneError } from '../../core/errors';
import type { ModelCard } from '../../core/preparation/model-card';
import { predictionWidth } from '../../core/preparation/target-values';
import type { Table } from '../../core/table';
import type { NativeBackend } from '../runtime/binding';
import type { Runtime } from '../runtime/runtime';
import type { Parity } from './export-card';
import type { ExportGraph, ExportOutput } from './export-graph';
import type { ExportFormat } from './formats';
import { type RawColumn, rawColumns } from './raw-table';
import { scoreSavedModel } from './saved-model/score';
import { scoreTfjs } from './tfjs/score';

// Relative to 1 for probabilities, and for numbers to the target's deviation or the largest prediction; rounding in
// single precision stays far below it.
const TOLERANCE = 1e-4;

/** Rows to compare on. */
export interface ParitySample {
  table: Table;
  /** Hone's own probabilities [rows, classes] or values [rows, 1 + quantiles] for the first rows of the table; 1,000 rows are plenty. */
  expected: Float32Array;
}

/**
 * Runs the files in `folder` where this process has a runtime for them; null where it has none.
 * Throws `internal` if the exported model predicts something else than Hone.
 */
export async function checkParity(
  format: ExportFormat,
  folder: string,
  card: ModelCard,
  graph: ExportGraph,
  { table, expected }: ParitySample,
  runtime: Runtime,
): Promise<Parity | null> {
  const width = predictionWidth(card.target);
  const rows = expected.length / width;
  const columns = rawColumns(card, table, rows);
  const name =
    runtime.backend === 'tensorflow' ? `TensorFlow ${runtime.version}` : `tfjs wasm ${runtime.version}`;
  let actual: Float32Array;
  if (format === 'saved-model' && runtime.native) {
    actual = savedModelAnswers(runtime.native, folder, card, graph, columns);
  } else if (format === 'tfjs') {
    actual = await scoreTfjs(runtime.ops, folder, card.target, columns, rows);
  } else {
    return null;
  }
  const largestDifference = differenceOf(actual, expected);
  const scale =
    card.target.kind === 'classes'
      ? 1
      : Math.max(card.target.deviation, differenceOf(expected, zeros(expected)));
  if (!(largestDifference <= TOLERANCE * scale)) {
    throw new HoneError(
      'internal',
      `The exported model differs from Hone's own predictions by ${largestDifference}, so it was not written.`,
      { fix: 'Export in another format, and report this with the recipe.' },
    );
  }
  return { runtime: name, rows, largestDifference };
}

/** The probabilities, or the values with their quantiles beside them. */
function savedModelAnswers(
  native: NativeBackend,
  folder: string,
  { target }: ModelCard,
  graph: ExportGraph,
  columns: readonly RawColumn[],
): Float32Array {
  const answer = (output: ExportOutput) => scoreSavedModel(native, folder, graph, output, columns);
  const [prediction, other] = graph.outputs as [ExportOutput, ExportOutput | undefined];
  if (!other) return answer(prediction);
  if (target.kind === 'classes') return answer(other);
  return besideEachOther(answer(prediction), answer(other));
}

/** Values [rows] in front of others [rows, n]. */
function besideEachOther(values: Float32Array, others: Float32Array): Float32Array {
  const width = others.length / values.length;
  const result = new Float32Array(values.length + others.length);
  values.forEach((value, row) => {
    result[row * (width + 1)] = value;
    result.set(others.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  });
  return result;
}

const zeros = (like: Float32Array) => new Float32Array(like.length);

/** The largest |a − b|; infinite where one of two values is not a number or the lengths differ. */
export function differenceOf(actual: Float32Array, expected: Float32Array): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  expected.forEach((value, i) => {
    const other = actual[i] as number;
    if (Object.is(value, other) || (Number.isNaN(value) && Number.isNaN(other))) return;
    const difference = Math.abs(value - other);
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
  });
  return largest;
}
