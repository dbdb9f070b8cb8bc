// The curve that bends values softly towards a limit.
import type { Ops, Tensor } from '../../tensor';

/** x / √(1 + (x / limit)²): x near zero, at most `limit` far out. */
export function bend(ops: Ops, x: Tensor, limit: number): Tensor {
  // The smaller of the two legs over the larger, so that the square of a huge value does not overflow.
  const size = ops.maximum(ops.abs(x), limit);
  const ratio = ops.div(ops.minimum(ops.abs(x), limit), size);
  const length = ops.mul(size, ops.sqrt(ops.add(ops.square(ratio), 1)));
  return ops.mul(ops.div(x, length), limit);
}

// Nearer to the limit than this, single precision cannot tell one value from the next.
const NEAREST = 1 - 2 ** -20;

/** Undoes `bend`; values at the limit come back as the largest that can be told from it. */
export function unbend(ops: Ops, x: Tensor, limit: number): Tensor {
  const share = ops.clipByValue(ops.div(x, limit), -NEAREST, NEAREST);
  const rest = ops.mul(ops.sub(1, share), ops.add(1, share));
  return ops.mul(ops.div(share, ops.sqrt(rest)), limit);
}
