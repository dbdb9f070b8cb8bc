// Runs an exported SavedModel through the native binding, on raw columns.
import { dataTypes } from '../../compile/graph';
import type { NativeBackend } from '../../runtime/binding';
import type { ExportGraph, ExportOutput } from '../export-graph';
import type { RawColumn } from '../raw-table';

const INT64 = 9;

/**
 * The values of `output` (float32, row by row) for those columns, given in the order of the graph's inputs.
 * `folder` holds saved_model.pb.
 */
export function scoreSavedModel(
  { binding }: NativeBackend,
  folder: string,
  graph: ExportGraph,
  output: ExportOutput,
  columns: readonly RawColumn[],
): Float32Array {
  const session = binding.loadSavedModel(folder, 'serve');
  const ids = columns.map((column) => createInput(binding, column));
  try {
    const names = graph.inputs.map((input) => `${input.node}:0`).join(',');
    const result = `${output.ref.node}:${output.ref.output}`;
    const [handle] = binding.runSavedModel(session, ids, names, result);
    if (!handle) throw new Error('The SavedModel gave no output');
    const values = binding.tensorDataSync(handle.id) as Float32Array;
    binding.deleteTensor(handle.id);
    return values;
  } finally {
    for (const id of ids) binding.deleteTensor(id);
    binding.deleteSavedModel(session);
  }
}

function createInput(binding: NativeBackend['binding'], column: RawColumn): number {
  if ('texts' in column) {
    const bytes = column.texts.map((text) => new TextEncoder().encode(text));
    return binding.createTensor([bytes.length, 1], dataTypes.string, bytes);
  }
  // The binding takes no doubles, but the bytes of 64-bit integers, which can be read as doubles.
  const { buffer, byteOffset, length } = column.numbers;
  const whole = binding.createTensor([length, 1], INT64, new Int32Array(buffer, byteOffset, 2 * length));
  const attributes = [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: INT64 },
    { name: 'type', type: binding.TF_ATTR_TYPE, value: dataTypes.float64 },
  ];
  const [handle] = binding.executeOp('Bitcast', attributes, [whole], 1);
  binding.deleteTensor(whole);
  return (handle as { id: number }).id;
}
