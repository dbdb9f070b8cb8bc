// Rows to judge by: as tensors, or in a file that is read block by block.
import type { Ops, Tensor1D, Tensor2D } from '../../core/tensor';
import type { Evaluation, Executor, Snapshot } from './executor';
import type { RowSource } from './streamed-executor';

/** Prepared rows of one part: x [rows, inputs], y [rows], and the targets once more in JavaScript. */
export interface Part {
  x: Tensor2D;
  y: Tensor1D;
  targets: Float32Array;
  /** How much each row counts in the loss, 1 on average over the training part; null: all alike. */
  weights: Float32Array | null;
}

/** A part whose rows lie in a file. */
export interface StreamedPart {
  ops: Ops;
  source: RowSource;
  targets: Float32Array;
  weights: Float32Array | null;
}

export type JudgedPart = Part | StreamedPart;

const ROWS_PER_BLOCK = 65_536;

/** Evaluates every row of the part, in its order. */
export function evaluatePart(executor: Executor, variables: Snapshot, part: JudgedPart): Evaluation {
  if ('x' in part) return executor.evaluate(variables, part.x, part.y);
  const { ops, source, targets } = part;
  const losses = new Float32Array(source.rows);
  let predictions: Float32Array | null = null;
  for (let from = 0; from < source.rows; from += ROWS_PER_BLOCK) {
    const to = Math.min(source.rows, from + ROWS_PER_BLOCK);
    const values = source.read(from, to);
    const x = ops.tensor2d(values, [to - from, source.width]);
    const y = ops.tensor1d(targets.slice(from, to));
    const block = executor.evaluate(variables, x, y);
    x.dispose();
    y.dispose();
    const width = block.predictions.length / (to - from);
    predictions ??= new Float32Array(source.rows * width);
    losses.set(block.losses, from);
    predictions.set(block.predictions, from * width);
  }
  return { losses, predictions: predictions ?? new Float32Array(0) };
}

/** The part itself where it is in memory; else its first rows as tensors, at most so many, for the caller to dispose of. */
export function partInMemory(part: JudgedPart, most: number): Part {
  if ('x' in part) return part;
  const { ops, source, targets, weights } = part;
  const rows = Math.min(most, source.rows);
  const own = targets.slice(0, rows);
  return {
    x: ops.tensor2d(source.read(0, rows).slice(), [rows, source.width]),
    y: ops.tensor1d(own),
    targets: own,
    weights: weights && weights.slice(0, rows),
  };
}
