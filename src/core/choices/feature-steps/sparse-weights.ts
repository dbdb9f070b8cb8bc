// Weights of a linear model with an L1 penalty, most of them exactly zero.
import type { Matrix } from './feature-step';

const MOST_SWEEPS = 1000;
const TOLERANCE = 1e-7;

const soften = (value: number, by: number) => Math.sign(value) * Math.max(0, Math.abs(value) - by);

/** Columns of a matrix less their means; the intercept is then free. */
function centredColumns({ rows, width, values }: Matrix): Float64Array[] {
  return Array.from({ length: width }, (_, column) => {
    const own = Float64Array.from({ length: rows }, (__, row) => values[row * width + column] as number);
    const mean = own.reduce((sum, value) => sum + value, 0) / rows;
    return own.map((value) => value - mean);
  });
}

/** Lasso by coordinate descent: least ‖y − xw − b‖² / (2 rows) + alpha · ‖w‖₁ (`sklearn.linear_model.Lasso`). */
export function lassoWeights(x: Matrix, y: Float64Array, alpha: number): Float64Array {
  const columns = centredColumns(x);
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const rest = y.map((value) => value - mean);
  const weights = new Float64Array(x.width);
  const squares = columns.map((column) => column.reduce((sum, value) => sum + value * value, 0) / x.rows);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let largest = 0;
    for (const [j, column] of columns.entries()) {
      const square = squares[j] as number;
      if (square === 0) continue;
      let slope = 0;
      for (let row = 0; row < x.rows; row++) slope += (column[row] as number) * (rest[row] as number);
      const old = weights[j] as number;
      const next = soften(slope / x.rows + square * old, alpha) / square;
      if (next === old) continue;
      for (let row = 0; row < x.rows; row++)
        rest[row] = (rest[row] as number) - (next - old) * (column[row] as number);
      weights[j] = next;
      largest = Math.max(largest, Math.abs(next - old) * Math.sqrt(square));
    }
    if (largest < TOLERANCE) break;
  }
  return weights;
}

/**
 * Logistic regression of one class against the others by proximal Newton steps with coordinate descent inside:
 * least mean log loss + alpha · ‖w‖₁, the intercept free (`LogisticRegression(l1_ratio=1, solver='saga')` with C = 1 / (alpha · rows)).
 */
export function logisticWeights(x: Matrix, isClass: Float64Array, alpha: number): Float64Array {
  const { rows, width } = x;
  const columns = [new Float64Array(rows).fill(1), ...centredColumns(x)];
  const weights = new Float64Array(width + 1);
  const scores = new Float64Array(rows);
  for (let step = 0; step < 100; step++) {
    const shares = scores.map((score) => 1 / (1 + Math.exp(-score)));
    // A floor under the curvature keeps a step finite where a class is told apart perfectly.
    const curvature = shares.map((share) => Math.max(share * (1 - share), 1e-5));
    const rest = shares.map((share, row) => ((isClass[row] as number) - share) / (curvature[row] as number));
    const old = weights.slice();
    descend(columns, curvature, rest, weights, alpha);
    const direction = weights.map((weight, j) => weight - (old[j] as number));
    const size = lineSearch(columns, isClass, scores, old, direction, alpha);
    let largest = 0;
    for (let j = 0; j <= width; j++) {
      const change = size * (direction[j] as number);
      weights[j] = (old[j] as number) + change;
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < TOLERANCE) break;
  }
  return weights.slice(1);
}

/** Weighted least squares of `rest` by coordinate descent from `weights` on, the first of them without penalty. */
function descend(
  columns: readonly Float64Array[],
  curvature: Float64Array,
  rest: Float64Array,
  weights: Float64Array,
  alpha: number,
): void {
  const rows = rest.length;
  for (let sweep = 0; sweep < 100; sweep++) {
    let largest = 0;
    for (const [j, column] of columns.entries()) {
      let slope = 0;
      let square = 0;
      for (let row = 0; row < rows; row++) {
        const pull = (curvature[row] as number) * (column[row] as number);
        slope += pull * (rest[row] as number);
        square += pull * (column[row] as number);
      }
      if (square === 0) continue;
      const old = weights[j] as number;
      const next = soften(slope / rows + (square / rows) * old, j === 0 ? 0 : alpha) / (square / rows);
      if (next === old) continue;
      for (let row = 0; row < rows; row++)
        rest[row] = (rest[row] as number) - (next - old) * (column[row] as number);
      weights[j] = next;
      largest = Math.max(largest, Math.abs(next - old));
    }
    if (largest < TOLERANCE) return;
  }
}

/** Halves the step until the loss falls; moves the scores along and returns the share of the step that was taken. */
function lineSearch(
  columns: readonly Float64Array[],
  isClass: Float64Array,
  scores: Float64Array,
  old: Float64Array,
  direction: Float64Array,
  alpha: number,
): number {
  const moved = new Float64Array(scores.length);
  for (const [j, column] of columns.entries()) {
    const by = direction[j] as number;
    if (by !== 0)
      for (let row = 0; row < moved.length; row++)
        moved[row] = (moved[row] as number) + by * (column[row] as number);
  }
  const loss = (size: number) => {
    let sum = 0;
    for (let row = 0; row < scores.length; row++) {
      const score = (scores[row] as number) + size * (moved[row] as number);
      sum += Math.log1p(Math.exp(-Math.abs(score))) + Math.max(score, 0) - (isClass[row] as number) * score;
    }
    let penalty = 0;
    for (let j = 1; j < old.length; j++)
      penalty += Math.abs((old[j] as number) + size * (direction[j] as number));
    return sum / scores.length + alpha * penalty;
  };
  const start = loss(0);
  let size = 1;
  while (size > 1e-6 && loss(size) > start) size /= 2;
  for (let row = 0; row < scores.length; row++)
    scores[row] = (scores[row] as number) + size * (moved[row] as number);
  return size;
}
