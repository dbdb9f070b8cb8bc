// A stored model as a function of encoded rows: the very ops that every export records.
import { constantSizes } from '../core/preparation/constant-sizes';
import { type EncodedRows, encodedWidths } from '../core/preparation/preparation';
import { inputColumns, prepareRows, preparationWidth } from '../core/preparation/prepare-rows';
import { predictionWidth } from '../core/preparation/target-values';
import type { Task } from '../core/task';
import type { Ops, Tensor, Tensor2D } from '../core/tensor';
import type { TracedGraph } from '../engine/compile/graph';
import { trace } from '../engine/compile/tracer';
import { rowsToTrace } from '../engine/export/free-rows';
import type { NativeBackend } from '../engine/runtime/binding';
import { infer } from '../engine/train/inference';
import { stepOf } from '../engine/train/step-of';
import { createStepOps } from '../engine/train/step-ops';
import type { StoredModel } from './model-folder';

const ROWS_PER_BLOCK = 16_384;

export interface Predictor {
  /** Values per row: one probability a class, or one number with its quantiles behind it. */
  width: number;
  /** numbers [rows, n] and codes [rows, c] to [rows, width]; values come in the target's own unit. */
  apply(numbers: Tensor2D, codes: Tensor2D): Tensor;
  dispose(): void;
}

/** The network and loss that the weights belong to. */
function describe({ card, recipe }: StoredModel) {
  const { preparation, target } = card;
  const classes = target.kind === 'classes' ? target.classes.length : 1;
  const task: Task = target.kind === 'number' ? 'regression' : classes === 2 ? 'binary' : 'multiclass';
  const columns = inputColumns(preparation);
  const inputs = preparationWidth(preparation);
  return { ...stepOf({ recipe, task, columns, classes }), inputs, classes };
}

/** Puts the weights into tensors. */
export function createPredictor(ops: Ops, native: NativeBackend | null, model: StoredModel): Predictor {
  const { lookup } = createStepOps(ops, native);
  const { preparation, target } = model.card;
  const { network, loss } = describe(model);
  const byName = new Map(model.weights.map((tensor) => [tensor.name, tensor]));
  const variables = network.variables.map(({ name, shape }) => {
    const stored = byName.get(name);
    if (!stored) throw new Error(`The weights lack ${name}`);
    return ops.tensor(stored.data, [...shape]);
  });
  return {
    width: predictionWidth(target),
    apply(numbers, codes) {
      const prepared = prepareRows(ops, preparation, numbers, codes);
      const predicted = loss.predict(ops, infer(ops, network, variables, prepared, { lookup }));
      if (target.kind === 'classes') return predicted;
      return ops.add(ops.mul(predicted, target.deviation), target.mean);
    },
    dispose: () => ops.dispose(variables),
  };
}

/** [rows, width] row-major, block by block. */
export function predictRows(
  ops: Ops,
  predictor: Predictor,
  { rows, numbers, codes }: EncodedRows,
): Float32Array {
  const result = new Float32Array(rows * predictor.width);
  const widths = { numbers: numbers.length / rows, codes: codes.length / rows };
  for (let start = 0; start < rows; start += ROWS_PER_BLOCK) {
    const end = Math.min(rows, start + ROWS_PER_BLOCK);
    const block = ops.tidy(() => {
      const take = <T extends Float32Array | Int32Array>(values: T, width: number) =>
        values.subarray(start * width, end * width);
      return predictor
        .apply(
          ops.tensor2d(take(numbers, widths.numbers), [end - start, widths.numbers]),
          ops.tensor2d(take(codes, widths.codes), [end - start, widths.codes], 'int32'),
        )
        .dataSync();
    });
    result.set(block, start * predictor.width);
  }
  return result;
}

/** The prediction as a recorded graph: inputs `numbers` and `codes`, one output. */
export function tracePrediction(ops: Ops, native: NativeBackend, model: StoredModel): TracedGraph {
  const { preparation } = model.card;
  const widths = encodedWidths(preparation);
  // Constants must be made while recording, so the predictor is created inside.
  const rows = rowsToTrace(widestOf(model), constantSizes(preparation));
  const x = ops.zeros([rows, widths.numbers]) as Tensor2D;
  const codes = ops.zeros([rows, widths.codes], 'int32') as Tensor2D;
  const inputs = [
    { name: 'numbers', tensor: x },
    { name: 'codes', tensor: codes },
  ];
  try {
    return trace(ops, native, inputs, () => [
      { name: 'prediction', tensor: createPredictor(ops, native, model).apply(x, codes) },
    ]);
  } finally {
    x.dispose();
    codes.dispose();
  }
}

/** No size within the network reaches this: twice the largest, as padding makes sequences longer. */
function widestOf(model: StoredModel): number {
  const { network, inputs } = describe(model);
  const widths = network.layers.map((layer) => layer.width);
  const sizes = network.variables.flatMap((variable) => variable.shape);
  return (
    2 *
    Math.max(
      inputs,
      encodedWidths(model.card.preparation).numbers,
      predictionWidth(model.card.target),
      ...widths,
      ...sizes,
    )
  );
}
