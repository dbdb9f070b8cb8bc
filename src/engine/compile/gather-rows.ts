// Rows of a tensor by number, as one op: tfjs's own gather reads the numbers back to check them, which a recording cannot.
import type { Ops, Tensor } from '../../core/tensor';
import type { NativeBackend } from '../runtime/binding';

/** values [rows, …] and rows [n] int32 to [n, …]. A row number out of range is undefined behaviour of the executor. */
export function gatherRows(ops: Ops, native: NativeBackend, values: Tensor, rows: Tensor): Tensor {
  const { TF_ATTR_TYPE, TF_ATTR_INT, TF_FLOAT, TF_INT32 } = native.binding;
  const attributes = [
    { name: 'batch_dims', type: TF_ATTR_INT, value: 0 },
    { name: 'Tparams', type: TF_ATTR_TYPE, value: values.dtype === 'int32' ? TF_INT32 : TF_FLOAT },
    { name: 'Tindices', type: TF_ATTR_TYPE, value: TF_INT32 },
    { name: 'Taxis', type: TF_ATTR_TYPE, value: TF_INT32 },
  ];
  return native.executeSingleOutput('GatherV2', attributes, [values, rows, ops.scalar(0, 'int32')]);
}
