// What layers make of rows in evaluation mode: the inputs of the autoencoder that is stacked on them.
import type { Layer } from '../../core/choices/layers/layer';
import { sequential } from '../../core/choices/models/model';
import type { Tensor2D } from '../../core/tensor';
import type { Runtime } from '../runtime/runtime';
import { infer } from './inference';
import { snapshotOf } from './snapshot';
import type { StateValues } from './state';
import { createStepOps } from './step-ops';

const ROWS_PER_BLOCK = 16_384;

/** rows [rows, inputs] to [rows, width of the last layer]; `values` holds `variable/…`. The result is the caller's. */
export function encodeWith(
  { ops, native }: Runtime,
  layers: readonly Layer[],
  values: StateValues,
  rows: Tensor2D,
): Tensor2D {
  const network = sequential(layers);
  return ops.tidy(() => {
    const variables = snapshotOf({ ops }, { network }, values).tensors;
    const options = createStepOps(ops, native);
    const [count] = rows.shape;
    const blocks: Tensor2D[] = [];
    for (let start = 0; start < count; start += ROWS_PER_BLOCK) {
      const size = Math.min(ROWS_PER_BLOCK, count - start);
      const block = ops.slice(rows, [start, 0], [size, -1]);
      blocks.push(infer(ops, network, variables, block, options) as Tensor2D);
    }
    return blocks.length === 1 ? (blocks[0] as Tensor2D) : ops.concat(blocks, 0);
  });
}
