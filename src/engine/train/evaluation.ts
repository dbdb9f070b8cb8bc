// Evaluation: the loss of each row and the predictions, in blocks of rows so that memory stays bounded.
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import type { Evaluation } from './executor';
import { type InferenceOptions, infer } from './inference';
import type { StepDefinition } from './step';

const ROWS_PER_BLOCK = 16_384;

/** [losses of rows, predictions]. */
export function evaluationOutputs(
  ops: Ops,
  { network, loss, aim }: StepDefinition,
  variables: readonly Tensor[],
  x: Tensor,
  y: Tensor1D,
  options: InferenceOptions,
): Tensor[] {
  const output = infer(ops, network, variables, x, options);
  const target = (aim === 'inputs' ? x : y) as Tensor1D;
  return [loss.perRow(ops, output, target), loss.predict(ops, output)];
}

/** Runs `outputs` block by block and joins what it gives. */
export function evaluateInBlocks(
  ops: Ops,
  x: Tensor2D,
  y: Tensor1D,
  outputs: (x: Tensor2D, y: Tensor1D) => Tensor[],
): Evaluation {
  const rows = x.shape[0];
  if (rows <= ROWS_PER_BLOCK) return readEvaluation(ops, () => outputs(x, y));
  const losses = new Float32Array(rows);
  let predictions: Float32Array | null = null;
  for (let start = 0; start < rows; start += ROWS_PER_BLOCK) {
    const count = Math.min(ROWS_PER_BLOCK, rows - start);
    const block = readEvaluation(ops, () =>
      outputs(ops.slice(x, [start, 0], [count, -1]), ops.slice(y, [start], [count])),
    );
    const width = block.predictions.length / count;
    predictions ??= new Float32Array(rows * width);
    losses.set(block.losses, start);
    predictions.set(block.predictions, start * width);
  }
  return { losses, predictions: predictions ?? new Float32Array(0) };
}

/** Runs, reads and releases the two outputs. */
function readEvaluation(ops: Ops, run: () => Tensor[]): Evaluation {
  const [losses, predictions] = ops.tidy(run) as [Tensor, Tensor];
  const result = {
    losses: losses.dataSync() as Float32Array,
    predictions: predictions.dataSync() as Float32Array,
  };
  losses.dispose();
  predictions.dispose();
  return result;
}
