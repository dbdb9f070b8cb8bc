// Piecewise linear curves in tensor ops that every export knows: a binary search by gathering.
import type { Ops, Tensor, Tensor1D } from '../../tensor';

/** Lists of one length: shorter ones repeat their last number. */
export function padded(lists: readonly (readonly number[])[]): number[][] {
  const length = Math.max(...lists.map((list) => list.length));
  return lists.map((list) => [
    ...list,
    ...Array.from({ length: length - list.length }, () => list.at(-1) as number),
  ]);
}

/** The places at which the columns' lists begin when they are laid end to end. */
export function starts(ops: Ops, lists: readonly (readonly number[])[]): Tensor {
  return ops.tensor1d(lists.map((list, column) => column * list.length));
}

/**
 * For x [rows, columns] the place [rows, columns] of the last knot that is not above it, counted through all columns'
 * knots laid end to end; that of the first knot where all are above it. Knots ascend, in lists of one length.
 */
export function lastKnot(ops: Ops, x: Tensor, knots: readonly (readonly number[])[]): Tensor {
  const last = (knots[0] as readonly number[]).length - 1;
  const first = starts(ops, knots);
  let place: Tensor = ops.zerosLike(x);
  for (let step = 2 ** Math.floor(Math.log2(Math.max(1, last))); step >= 1; step /= 2) {
    const next = ops.minimum(ops.add(place, step), last);
    place = ops.where(ops.lessEqual(pick(ops, knots, ops.add(next, first)), x), next, place);
  }
  return ops.add(place, first);
}

/** The numbers at these places of the lists laid end to end. */
export function pick(ops: Ops, lists: readonly (readonly number[])[], places: Tensor): Tensor {
  return ops.gather(ops.tensor1d(lists.flat()), ops.cast(places, 'int32') as Tensor1D);
}
