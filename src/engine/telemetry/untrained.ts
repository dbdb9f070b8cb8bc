// The loss before the first step against what an undecided network has.
import type { Untrained } from '../../core/run/untrained';
import { mean } from '../../core/statistics/moments';
import type { Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import type { Runtime } from '../runtime/runtime';
import { infer } from '../train/inference';
import { snapshotOf } from '../train/snapshot';
import type { StateValues } from '../train/state';
import type { StepDefinition } from '../train/step';
import { createStepOps } from '../train/step-ops';

/** Judged in evaluation mode, op by op, on these rows. `classes` is 1 for a regression; `values` is the first state. */
export function untrainedFacts(
  { ops, native }: Pick<Runtime, 'ops' | 'native'>,
  definition: StepDefinition,
  { x, y, targets }: { x: Tensor2D; y: Tensor1D; targets: Float32Array },
  classes: number,
  values: StateValues,
): Untrained {
  const { network, loss } = definition;
  const step = createStepOps(ops, native);
  const lossOf = (make: () => Tensor) =>
    mean(ops.tidy(() => loss.perRow(ops, make(), y).dataSync() as Float32Array));
  const untrained = lossOf(() => {
    const { tensors } = snapshotOf({ ops }, definition, values);
    return infer(ops, network, tensors, x, step);
  });
  const constant = loss.constant(targets, classes);
  const row = (output: readonly number[]) =>
    ops.tile(ops.tensor2d([...output], [1, output.length]), [targets.length, 1]);
  return {
    rows: targets.length,
    loss: Number.isFinite(untrained) ? untrained : null,
    zeroLoss: lossOf(() => row(constant.map(() => 0))),
    constantLoss: lossOf(() => row(constant)),
  };
}
