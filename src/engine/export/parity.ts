// The parity check: the written files are run on real rows and compared with Hone's own predictions.
import { HoneError } from '../../core/errors';
import type { ModelCard } from '../../core/preparation/preparation';
import type { Table } from '../../core/table';
import type { Runtime } from '../runtime/runtime';
import type { Parity } from './export-card';
import type { ExportGraph, ExportOutput } from './export-graph';
import type { ExportFormat } from './formats';
import { rawColumns } from './raw-table';
import { scoreSavedModel } from './saved-model/score';
import { scoreTfjs } from './tfjs/score';

// Relative to 1 for probabilities, and for numbers to the target's deviation or the largest prediction; rounding in
// single precision stays far below it.
const TOLERANCE = 1e-4;

/** Rows to compare on. */
export interface ParitySample {
  table: Table;
  /** Hone's own probabilities [rows, classes] or values [rows] for the first rows of the table; 1,000 rows are plenty. */
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
  const width = card.target.kind === 'classes' ? card.target.classes.length : 1;
  const rows = expected.length / width;
  const columns = rawColumns(card, table, rows);
  const name =
    runtime.backend === 'tensorflow' ? `TensorFlow ${runtime.version}` : `tfjs wasm ${runtime.version}`;
  let actual: Float32Array;
  if (format === 'saved-model' && runtime.native) {
    actual = scoreSavedModel(runtime.native, folder, graph, graph.outputs.at(-1) as ExportOutput, columns);
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
