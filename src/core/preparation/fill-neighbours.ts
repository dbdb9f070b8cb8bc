// Fills gaps by the most similar training rows, in tensor ops.
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../tensor';
import type { NeighbourFill } from './preparation';

/** Larger than any distance; a reference this far away is none. */
const FAR = 1e30;

/** Replaces the gaps of x [rows, numbers], NaN where missing, column by column; what no reference can fill stays missing. */
export function fillFromNeighbours(ops: Ops, x: Tensor2D, fills: readonly NeighbourFill[]): Tensor2D {
  if (fills.length === 0) return x;
  const columns = Array.from({ length: x.shape[1] }, (_, i) => takeColumns(ops, x, [i]));
  for (const fill of fills) {
    const own = takeColumns(ops, x, fill.columns);
    const distances = squaredDistances(ops, own, fill);
    for (const column of fill.filled) {
      const place = fill.columns.indexOf(column);
      const given = columns[column] as Tensor;
      columns[column] = ops.where(ops.isNaN(given), donated(ops, distances, fill, place), given);
    }
  }
  return (columns.length === 1 ? columns[0] : ops.concat(columns, 1)) as Tensor2D;
}

/** Some columns of a matrix. */
export function takeColumns(ops: Ops, x: Tensor, columns: readonly number[]): Tensor {
  return ops.gather(x, ops.tensor1d([...columns], 'int32'), 1);
}

/**
 * Mean squared distance in the columns that both rows know, times the number of columns (nan_euclidean);
 * `FAR` where they know none together. [rows, references]
 */
function squaredDistances(ops: Ops, x: Tensor, fill: NeighbourFill): Tensor {
  const { columns, references } = fill;
  let sum: Tensor | undefined;
  let count: Tensor | undefined;
  for (let i = 0; i < columns.length; i++) {
    const [square, both] = ops.tidy(() => columnDistances(ops, x, fill, i));
    sum = sum ? ops.add(sum, square) : square;
    count = count ? ops.add(count, both) : both;
  }
  if (!sum || !count) throw new Error(`There are no columns to compare ${references.length} rows in`);
  const mean = ops.div(ops.mul(sum, columns.length), ops.maximum(count, 1));
  return ops.where(ops.greater(count, 0), mean, ops.add(ops.zerosLike(mean), FAR));
}

/** Squared distances in one column, 0 where a row does not know it, and 1 where both rows know it. */
function columnDistances(
  ops: Ops,
  x: Tensor,
  { units, references }: NeighbourFill,
  place: number,
): [Tensor, Tensor] {
  const unit = units[place] as number;
  const own = takeColumns(ops, x, [place]);
  const known = references.map((row) => row[place] ?? null);
  const missing = ops.isNaN(own);
  const present = ops.where(missing, ops.zerosLike(own), ops.onesLike(own));
  const both = ops.mul(present, ops.tensor1d(known.map((value) => (value === null ? 0 : 1))));
  const filled = ops.where(missing, ops.zerosLike(own), own);
  const others = ops.tensor1d(known.map((value) => (value ?? 0) / unit));
  const apart = ops.mul(ops.sub(ops.div(filled, unit), others), both);
  return [ops.square(apart), both];
}

/** The mean of the nearest references that know the column; NaN where there is none. [rows, 1] */
function donated(ops: Ops, distances: Tensor, fill: NeighbourFill, place: number): Tensor {
  const { references, count, byDistance } = fill;
  const known = references.flatMap((row, i) => (row[place] === null ? [] : [i]));
  const values = known.map((row) => (references[row] as (number | null)[])[place] as number);
  const own = known.length === references.length ? distances : takeColumns(ops, distances, known);
  const { values: nearest, indices } = ops.topk(ops.neg(own), Math.min(count, known.length));
  const squares = ops.relu(ops.neg(nearest));
  const found = ops.cast(ops.less(squares, FAR / 2), 'float32');
  const weights = byDistance ? ops.mul(found, distanceWeights(ops, squares)) : found;
  const donors = ops.gather(ops.tensor1d(values), ops.cast(indices, 'int32') as Tensor1D);
  const total = ops.sum(weights, 1, true);
  return ops.div(ops.sum(ops.mul(donors, weights), 1, true), total);
}

/** 1 / distance; where a row is met exactly, that row alone. */
function distanceWeights(ops: Ops, squares: Tensor): Tensor {
  const exact = ops.cast(ops.equal(squares, 0), 'float32');
  const met = ops.greater(ops.sum(exact, 1, true), 0);
  const inverse = ops.div(1, ops.sqrt(ops.maximum(squares, 1e-30)));
  return ops.add(
    ops.mul(exact, ops.cast(met, 'float32')),
    ops.mul(inverse, ops.sub(1, ops.cast(met, 'float32'))),
  );
}
