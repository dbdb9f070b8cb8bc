// A compiled program: functions that native TensorFlow runs as a whole, called with tensors and answering with tensors.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Tensor } from '../../core/tensor';
import type { Message } from '../protobuf/message';
import type { NativeBackend } from '../runtime/binding';
import type { ValueType } from './graph';
import {
  boolAttribute,
  functionAttribute,
  nodeMessage,
  shapeAttribute,
  typeAttribute,
  typesAttribute,
} from './graph-messages';
import { savedModelBytes } from './saved-model';

/** A function to call from outside. Its name must be that of one of the program's functions. */
export interface EntryPoint {
  name: string;
  inputs: readonly ValueType[];
  outputs: readonly ValueType[];
  xla: boolean;
}

export interface Program {
  /** Tensors in the order of the entry's inputs and outputs. Blocks until done. The caller disposes of the results. */
  run(entry: string, inputs: readonly Tensor[]): Tensor[];
  /** Releases the TensorFlow session. */
  dispose(): void;
}

/** Loads the functions into a TensorFlow session. XLA compiles at the first call of an entry. */
export function loadProgram(
  backend: NativeBackend,
  functions: readonly Message[],
  entries: readonly EntryPoint[],
): Program {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hone-program-'));
  let session: number;
  try {
    writeFileSync(
      path.join(folder, 'saved_model.pb'),
      savedModelBytes(entries.flatMap(callNodes), functions, []),
    );
    session = backend.binding.loadSavedModel(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const calls = new Map(
    entries.map(({ name, inputs, outputs }) => [
      name,
      {
        inputs: inputs.map((_, i) => `${name}_in${i}:0`).join(','),
        outputs: outputs.map((_, i) => `${name}_call:${i}`).join(','),
      },
    ]),
  );
  return {
    run(entry, inputs) {
      const call = calls.get(entry);
      if (!call) throw new Error(`The program has no entry ${entry}`);
      const ids = backend.getInputTensorIds(inputs);
      const handles = backend.binding.runSavedModel(session, ids, call.inputs, call.outputs);
      return handles.map((handle) => backend.createOutputTensor(handle));
    },
    dispose: () => backend.binding.deleteSavedModel(session),
  };
}

/** Placeholders and the call of one entry. */
function callNodes({ name, inputs, outputs, xla }: EntryPoint): Message[] {
  const placeholders = inputs.map(({ dtype, shape }, i) =>
    nodeMessage({
      name: `${name}_in${i}`,
      op: 'Placeholder',
      attributes: { dtype: typeAttribute(dtype), shape: shapeAttribute(shape) },
    }),
  );
  const call = nodeMessage({
    name: `${name}_call`,
    op: xla ? 'StatefulPartitionedCall' : 'PartitionedCall',
    inputs: inputs.map((_, i) => `${name}_in${i}`),
    attributes: {
      Tin: typesAttribute(inputs.map((input) => input.dtype)),
      Tout: typesAttribute(outputs.map((output) => output.dtype)),
      f: functionAttribute(name),
      // On the function alone it is silently ignored: the node decides.
      ...(xla ? { _XlaMustCompile: boolAttribute(true) } : {}),
    },
  });
  return [...placeholders, call];
}
