// L1 and L2 penalties on the kernels.
import type { Ops, Tensor } from '../../core/tensor';
import type { NamedTensors, StepDefinition } from './step';

/** loss + Σ factor·(l1·Σ|w| + l2·Σw²) over the kernels; source: keras.regularizers.L1L2. */
export function penalty(
  ops: Ops,
  { network, l1, l2, penaltyFactors }: StepDefinition,
  current: NamedTensors,
  dials: NamedTensors,
  loss: Tensor,
): Tensor {
  const kernels = network.variables.filter(
    ({ name, regularized, trainable }) => regularized && trainable && penaltyFactors.get(name) !== 0,
  );
  const total = (measure: (weights: Tensor) => Tensor): Tensor => {
    const sums = kernels.map(({ name }) => {
      const sum = ops.sum(measure(current[name] as Tensor));
      const factor = penaltyFactors.get(name) ?? 1;
      return factor === 1 ? sum : ops.mul(sum, factor);
    });
    return sums.reduce((sum, one) => ops.add(sum, one));
  };
  let result = loss;
  if (kernels.length === 0) return result;
  if (l1)
    result = ops.add(
      result,
      ops.mul(
        total((weights) => ops.abs(weights)),
        dials.l1 as Tensor,
      ),
    );
  if (l2)
    result = ops.add(
      result,
      ops.mul(
        total((weights) => ops.square(weights)),
        dials.l2 as Tensor,
      ),
    );
  return result;
}
