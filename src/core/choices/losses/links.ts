// The functions that turn a raw output into a positive number.
import type { Ops, Tensor } from '../../tensor';
import type { OutputLink } from './loss';

/** Beyond this raw output exp goes on as a straight line: half a billion times the mean is far enough, and stays finite. */
const BEND = 20;

/** e^z up to z = 20, then its tangent. */
export function boundedExp(ops: Ops, z: Tensor): Tensor {
  const near = ops.minimum(z, BEND);
  return ops.mul(ops.exp(near), ops.add(ops.sub(z, near), 1));
}

export const links: Record<OutputLink, (ops: Ops, z: Tensor) => Tensor> = {
  exp: boundedExp,
  softplus: (ops, z) => ops.softplus(z),
};

const LEAST = 1e-6;

/** The raw outputs that give these numbers; 0 cannot be reached and counts as a millionth. */
export const inverseLinks: Record<OutputLink, (value: number) => number> = {
  exp: (value) => Math.log(Math.max(value, LEAST)),
  softplus(value) {
    const reached = Math.max(value, LEAST);
    return reached + Math.log(-Math.expm1(-reached));
  },
};
