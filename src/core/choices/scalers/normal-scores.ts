// The normal distribution in tensor ops.
import type { Ops, Tensor } from '../../tensor';

/** A polynomial by Horner's rule, coefficients from the constant on. */
function polynomial(ops: Ops, x: Tensor, coefficients: readonly number[]): Tensor {
  const falling = coefficients.slice().reverse();
  return falling
    .slice(1)
    .reduce<Tensor>(
      (sum, coefficient) => ops.add(ops.mul(sum, x), coefficient),
      ops.add(ops.mul(x, 0), falling[0] as number),
    );
}

// Algorithm AS 241 (Wichura 1988), PPND7: about seven digits.
const CENTRAL = [3.387132717, 50.43427194, 159.291132, 59.10937472];
const CENTRAL_BELOW = [1, 17.895169469, 78.757757664, 67.1875636];
const TAIL = [1.423437278, 2.75681539, 1.306728482, 0.17023821103];
const TAIL_BELOW = [1, 0.7370016425, 0.12021132975];

/** How many deviations below the mean a share `p` of a normal distribution lies, for p from 1e-9 to 0.5. */
export function normalDepth(ops: Ops, p: Tensor): Tensor {
  const away = ops.sub(0.5, p);
  const inner = ops.sub(0.180625, ops.square(ops.minimum(away, 0.425)));
  const central = ops.mul(
    ops.minimum(away, 0.425),
    ops.div(polynomial(ops, inner, CENTRAL), polynomial(ops, inner, CENTRAL_BELOW)),
  );
  const outer = ops.sub(ops.sqrt(ops.neg(ops.log(ops.minimum(p, 0.075)))), 1.6);
  const tail = ops.div(polynomial(ops, outer, TAIL), polynomial(ops, outer, TAIL_BELOW));
  return ops.where(ops.lessEqual(away, 0.425), central, tail);
}

/** The share of a normal distribution below x deviations. */
export function normalShare(ops: Ops, x: Tensor): Tensor {
  return ops.mul(ops.add(ops.erf(ops.mul(x, Math.SQRT1_2)), 1), 0.5);
}
