// The inverse Hessian of L-BFGS: pairs of steps and gradient changes, and what they make of a gradient.
import type { Ops, Tensor } from '../../tensor';

/** The last pairs, newest last; a pair of curvature 0 is not filled and counts for nothing. */
export interface Pairs {
  /** [pairs, P]: changes of the parameters. */
  steps: Tensor;
  /** [pairs, P]: changes of the gradient over those steps. */
  changes: Tensor;
  /** [pairs]: step · change, above 0 in a filled pair. */
  curvatures: Tensor;
}

/** As in torch.optim.LBFGS: a smaller curvature is refused, so that the estimate stays positive definite. */
const LEAST_CURVATURE = 1e-10;

const dot = (ops: Ops, a: Tensor, b: Tensor) => ops.sum(ops.mul(a, b));

/** Adds a pair and forgets the oldest, unless it is not usable or its curvature is not positive. */
export function pushPair(
  ops: Ops,
  { steps, changes, curvatures }: Pairs,
  fresh: { step: Tensor; change: Tensor; usable: Tensor },
): Pairs {
  const curvature = dot(ops, fresh.step, fresh.change);
  const taken = ops.logicalAnd(fresh.usable, ops.greater(curvature, LEAST_CURVATURE));
  const push = (history: Tensor, item: Tensor): Tensor => {
    const [pairs, ...rest] = history.shape as [number, ...number[]];
    const newest = ops.reshape(item, [1, ...rest]);
    if (pairs === 1) return ops.where(taken, newest, history);
    const begin = [1, ...rest.map(() => 0)];
    return ops.where(taken, ops.concat([ops.slice(history, begin, [pairs - 1, ...rest]), newest]), history);
  };
  return {
    steps: push(steps, fresh.step),
    changes: push(changes, fresh.change),
    curvatures: push(curvatures, curvature),
  };
}

/**
 * −H·gradient by the two-loop recursion (Nocedal and Wright 2006, algorithm 7.4), and whether there was any pair to
 * make H from; without one H is the identity.
 */
export function quasiNewtonDirection(ops: Ops, { steps, changes, curvatures }: Pairs, gradient: Tensor) {
  const filled = ops.greater(curvatures, 0);
  const inverses = ops.div(
    ops.cast(filled, 'float32'),
    ops.where(filled, curvatures, ops.onesLike(curvatures)),
  );
  const changeRows = ops.unstack(changes);
  const inverseRows = ops.unstack(inverses);
  const pairs = ops.unstack(steps).map((step, i) => {
    return { step, change: changeRows[i] as Tensor, inverse: inverseRows[i] as Tensor };
  });

  let direction: Tensor = ops.neg(gradient);
  const passed: ((typeof pairs)[number] & { alpha: Tensor })[] = [];
  for (const pair of [...pairs].reverse()) {
    const alpha = ops.mul(pair.inverse, dot(ops, pair.step, direction));
    direction = ops.sub(direction, ops.mul(alpha, pair.change));
    passed.unshift({ ...pair, alpha });
  }
  const newest = changeRows.at(-1) as Tensor;
  const newestCurvature = ops.reshape(ops.slice(curvatures, [pairs.length - 1], [1]), []);
  const informed = ops.greater(newestCurvature, 0);
  const size = ops.where(informed, dot(ops, newest, newest), 1);
  direction = ops.mul(direction, ops.where(informed, ops.div(newestCurvature, size), 1));
  for (const { step, change, inverse, alpha } of passed) {
    const beta = ops.mul(inverse, dot(ops, change, direction));
    direction = ops.add(direction, ops.mul(ops.sub(alpha, beta), step));
  }
  return { direction, informed };
}
