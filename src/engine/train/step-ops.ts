// The ops of a step that tfjs offers only in a form that cannot be recorded, made for each backend.
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import type { Recur } from '../../core/choices/cells/cell';
import { gatherRows } from '../compile/gather-rows';
import { compiledRecur } from '../compile/recurrence';
import type { NativeBackend } from '../runtime/binding';
import { uniformNumbers } from './random-ops';

export interface StepOps {
  /** Uniform numbers in [0, 1) of that shape, a function of (site, keys) alone; `keys` holds two int32. */
  uniform(site: string, shape: readonly number[], keys: Tensor): Tensor;
  /** values [n, …] and rows [k] int32 to [k, …], differentiable in the values. */
  lookup(values: Tensor, rows: Tensor): Tensor;
  /** A recurrence over time as a compiled loop; step by step where it is absent. */
  recur?: Recur;
}

/**
 * On native TensorFlow ops that can be compiled; elsewhere the same numbers by tfjs and JavaScript.
 * `islands`: XLA compiles each recurrence by itself, as `compiledRecur` says.
 */
export function createStepOps(ops: Ops, native: NativeBackend | null, islands = false): StepOps {
  return {
    ...(native && { recur: compiledRecur(native, islands) }),
    uniform: uniformNumbers(ops, native),
    lookup: native ? nativeLookup(ops, native) : portableLookup(ops),
  };
}

/** The gradient adds up what came back to each row, as that of tfjs's own gather does. */
export function nativeLookup(ops: Ops, native: NativeBackend): StepOps['lookup'] {
  return (values, rows) => {
    const count = values.shape[0] as number;
    const pick = ops.customGrad((values: unknown, save: unknown) => {
      // Without it the rows would be released before the gradient is taken.
      (save as (tensors: Tensor[]) => void)([rows]);
      return {
        value: gatherRows(ops, native, values as Tensor, rows),
        gradFunc: (back: Tensor, saved: Tensor[]) => sumByRow(ops, native, back, saved[0] as Tensor, count),
      };
    });
    return pick(values);
  };
}

/** Not the gradient of tfjs's gather: its wasm backend lacks the op that this takes. */
function portableLookup(ops: Ops): StepOps['lookup'] {
  return (values, rows) => {
    const count = values.shape[0] as number;
    const pick = ops.customGrad((values: unknown, save: unknown) => {
      (save as (tensors: Tensor[]) => void)([rows]);
      return {
        value: ops.gather(values as Tensor, rows as Tensor1D),
        gradFunc(back: Tensor, saved: Tensor[]) {
          // tfjs's wasm kernel writes integers whatever the type it is asked for.
          const chosen = ops.cast(ops.oneHot(saved[0] as Tensor1D, count, 1, 0, 'int32'), 'float32');
          const sums = ops.matMul(
            chosen as Tensor2D,
            ops.reshape(back, [chosen.shape[0] as number, -1]),
            true,
          );
          return ops.reshape(sums, (values as Tensor).shape);
        },
      };
    });
    return pick(values);
  };
}

/** values [k, …] added up by row number: [count, …]. */
function sumByRow(ops: Ops, native: NativeBackend, values: Tensor, rows: Tensor, count: number): Tensor {
  const { TF_ATTR_TYPE, TF_FLOAT, TF_INT32 } = native.binding;
  const attributes = [
    { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT },
    { name: 'Tindices', type: TF_ATTR_TYPE, value: TF_INT32 },
    { name: 'Tnumsegments', type: TF_ATTR_TYPE, value: TF_INT32 },
  ];
  return native.executeSingleOutput('UnsortedSegmentSum', attributes, [
    values,
    rows,
    ops.scalar(count, 'int32'),
  ]);
}
