// What training does to the inputs of a batch so that the network does not learn them by heart.
import type { LayerContext } from '../../core/choices/layers/layer';
import type { Ops, Tensor, Tensor1D } from '../../core/tensor';
import type { StepDefinition } from './step';

type Disturbance = Pick<StepDefinition, 'numberInputs' | 'inputNoise' | 'featureDropout' | 'corruption'>;

/**
 * x [rows, inputs] with noise added, features silenced (dropout on the inputs: kept ones are scaled up) and values
 * swapped in from another row (swap noise, a corruption that keeps every column's distribution). Codes stay as they are.
 */
export function disturbInputs(ops: Ops, definition: Disturbance, x: Tensor, context: LayerContext): Tensor {
  const { inputNoise, featureDropout, corruption } = definition;
  if (inputNoise === 0 && featureDropout === 0 && corruption === 0) return x;
  return onNumbers(ops, definition, x, (numbers) => {
    let result = numbers;
    if (corruption > 0) {
      result = ops.where(swapped(ops, corruption, numbers, context), ops.reverse(numbers, 0), result);
    }
    if (inputNoise > 0) {
      result = ops.add(result, ops.mul(context.normal('input-noise', numbers.shape), inputNoise));
    }
    if (featureDropout > 0) {
      const drawn = context.uniform('feature-dropout', numbers.shape);
      const kept = ops.cast(ops.greaterEqual(drawn, featureDropout), 'float32');
      result = ops.mul(ops.mul(result, kept), 1 / (1 - featureDropout));
    }
    return result;
  });
}

/** Which values of a step are swapped: a function of the step's keys, so that the loss may ask once more. */
function swapped(ops: Ops, corruption: number, numbers: Tensor, context: LayerContext): Tensor {
  return ops.less(context.uniform('corruption', numbers.shape), corruption);
}

/**
 * The error [rows] of reconstructing x from its disturbed values. Values that were not swapped count by the weight
 * `unchanged`, since they could be copied, and the whole is brought to the scale of one in which all count alike.
 * Source: emphasized denoising with α = 1 and β = `unchanged`, Vincent et al. 2010 (JMLR 11), section 4.3.
 */
export function reconstructionRows(
  ops: Ops,
  definition: Pick<StepDefinition, 'loss' | 'numberInputs' | 'corruption' | 'unchanged'>,
  { x, output }: { x: Tensor; output: Tensor },
  context: LayerContext,
): Tensor {
  const { loss, corruption, unchanged } = definition;
  if (corruption === 0) return loss.perRow(ops, output, x as Tensor1D);
  const target = onNumbers(ops, definition, x, (numbers) => {
    // A target that is only so far from the output makes the squared error `unchanged` times as large.
    const near = ops.add(output, ops.mul(ops.sub(numbers, output), Math.sqrt(unchanged)));
    return ops.where(swapped(ops, corruption, numbers, context), numbers, near);
  });
  const total = corruption + unchanged * (1 - corruption);
  return ops.mul(loss.perRow(ops, output, target as Tensor1D), 1 / total);
}

/**
 * Mixup: share·x + (1 − share)·partner. The partner of row i is the row as far from the end of the batch, which is
 * random as the batch is shuffled. Codes stay the row's own. Source: Zhang et al. 2018 (arXiv 1710.09412).
 */
export function mixRows(ops: Ops, definition: Disturbance, x: Tensor, share: Tensor): Tensor {
  return onNumbers(ops, definition, x, (numbers) =>
    ops.add(ops.mul(numbers, share), ops.mul(ops.reverse(numbers, 0), ops.sub(1, share))),
  );
}

/** Applies a change to the leading number columns alone. */
function onNumbers(
  ops: Ops,
  { numberInputs }: Pick<StepDefinition, 'numberInputs'>,
  x: Tensor,
  change: (numbers: Tensor) => Tensor,
): Tensor {
  const inputs = x.shape[1] as number;
  if (numberInputs === inputs) return change(x);
  if (numberInputs === 0) return x;
  const [numbers, codes] = ops.split(x, [numberInputs, inputs - numberInputs], 1) as [Tensor, Tensor];
  return ops.concat([change(numbers), codes], 1);
}
