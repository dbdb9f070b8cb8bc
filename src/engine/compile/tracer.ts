// Records the TensorFlow ops that a function of tensors executes, as a graph that can be compiled or exported.
import type { Ops, Tensor } from '../../core/tensor';
import type { Binding, NativeBackend, OpAttribute, TensorHandle } from '../runtime/binding';
import {
  type Attribute,
  type DataType,
  dataTypes,
  type GraphNode,
  type NestedFunction,
  type TracedGraph,
  type ValueRef,
  type ValueType,
} from './graph';

export interface NamedTensor {
  name: string;
  tensor: Tensor;
}

/** A computation that cannot be recorded; the message names the op. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
}

/**
 * Runs `compute` once on the given inputs and returns what it executed. Numbers made in JavaScript become constants.
 * Throws `TraceError` if it reads a tensor's values or uses a tensor that is neither an input nor computed from one.
 */
export function trace(
  ops: Ops,
  backend: NativeBackend,
  inputs: readonly NamedTensor[],
  compute: () => readonly NamedTensor[],
): TracedGraph {
  const ids = backend.getInputTensorIds(inputs.map((input) => input.tensor));
  const recorder = createRecorder(ops, backend);
  inputs.forEach((input, i) => {
    recorder.known.set(ids[i] as number, { node: input.name, output: 0 });
  });
  const binding = backend.binding;
  backend.binding = recorder.binding;
  recordings.set(recorder.binding, recorder.recording);
  ops.engine().startScope('trace');
  try {
    const outputs = compute();
    const outputIds = backend.getInputTensorIds(outputs.map((output) => output.tensor));
    return {
      inputs: inputs.map(({ name, tensor }) => ({ name, ...typeOf(tensor) })),
      nodes: recorder.nodes,
      outputs: outputs.map(({ name, tensor }, i) => ({
        name,
        ref: recorder.find(outputIds[i] as number, `output ${name}`),
        ...typeOf(tensor),
      })),
      functions: recorder.functions,
    };
  } finally {
    ops.engine().endScope();
    backend.binding = binding;
  }
}

function typeOf(tensor: Tensor): { dtype: DataType; shape: readonly number[] } {
  return { dtype: tensor.dtype as DataType, shape: tensor.shape };
}

/** What can be asked of the recording in progress beyond executing ops. */
export interface Recording {
  /**
   * Records a function of its own on stand-ins (zeros) of these types. `compute` may use nothing but its arguments;
   * nothing of it becomes part of the recording in progress.
   */
  traceApart(
    inputs: readonly ValueType[],
    compute: (inputs: readonly Tensor[]) => readonly Tensor[],
  ): TracedGraph;
  /** Makes a function part of the graph; returns the name by which attributes refer to it. */
  addFunction(graph: TracedGraph): string;
  /** Records a node without executing it. Its outputs are stand-ins: their values are zeros. */
  addNode(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly Tensor[],
    outputs: readonly ValueType[],
  ): Tensor[];
}

const recordings = new WeakMap<Binding, Recording>();

/** The recording in progress on that backend, or null. */
export function recordingOn(backend: NativeBackend): Recording | null {
  return recordings.get(backend.binding) ?? null;
}

interface Recorder {
  binding: Binding;
  nodes: GraphNode[];
  functions: NestedFunction[];
  known: Map<number, ValueRef>;
  recording: Recording;
  find(id: number, user: string): ValueRef;
}

function createRecorder(ops: Ops, backend: NativeBackend): Recorder {
  const real = backend.binding;
  const nodes: GraphNode[] = [];
  const functions: NestedFunction[] = [];
  const known = new Map<number, ValueRef>();
  const find = (id: number, user: string): ValueRef => {
    const ref = known.get(id);
    if (!ref) throw new TraceError(`${user} uses a tensor that is not an input of the recorded function`);
    return ref;
  };
  const executeOp = (
    op: string,
    attributes: OpAttribute[],
    inputs: number[],
    outputs: number,
  ): TensorHandle[] => {
    const refs = inputs.map((id) => find(id, op));
    const handles = real.executeOp(op, attributes, inputs, outputs);
    const name = `n${nodes.length}`;
    const types = handles.map((handle) => ({ dtype: dataTypeOf(handle.dtype, op), shape: handle.shape }));
    nodes.push({
      kind: 'op',
      name,
      op,
      inputs: refs,
      attributes: [
        ...attributes.flatMap((attribute) => readAttribute(real, op, attribute)),
        ...leftOutAttributes(op, types),
      ],
      outputs: types,
    });
    handles.forEach((handle, output) => {
      known.set(handle.id, { node: name, output });
    });
    return handles;
  };
  const createTensor = (shape: number[], dtype: number, values: unknown): number => {
    const id = real.createTensor(shape, dtype, values);
    const name = `c${nodes.length}`;
    const type = { dtype: dataTypeOf(dtype, 'constant'), shape };
    nodes.push({ kind: 'constant', name, type, values: toTypedArray(values, type.dtype) });
    known.set(id, { node: name, output: 0 });
    return id;
  };
  const tensorDataSync = (): never => {
    const last = nodes.filter((node) => node.kind === 'op').at(-1);
    throw new TraceError(
      `Values are read while the step is recorded, after ${last ? last.op : 'its inputs'}: that op cannot be compiled`,
    );
  };
  // The binding's own members are read-only and not inherited from, so the recorder is a plain copy of them.
  const binding = { ...copyMembers(real), executeOp, createTensor, tensorDataSync } as unknown as Binding;
  const recording: Recording = {
    traceApart: (inputs, compute) => traceApart(ops, backend, real, inputs, compute),
    addFunction(graph) {
      const name = `f${functions.length}`;
      functions.push({ name, graph });
      return name;
    },
    addNode(op, attributes, inputs, outputs) {
      const refs = backend.getInputTensorIds(inputs).map((id) => find(id, op));
      const name = `n${nodes.length}`;
      nodes.push({ kind: 'op', name, op, inputs: refs, attributes, outputs });
      return outputs.map((type, output) => {
        const handle = standIn(real, type);
        known.set(handle.id, { node: name, output });
        return backend.createOutputTensor(handle);
      });
    },
  };
  return { binding, nodes, functions, known, find, recording };
}

/** Records on the real binding, so that the recording in progress sees nothing of it. */
function traceApart(
  ops: Ops,
  backend: NativeBackend,
  real: Binding,
  types: readonly ValueType[],
  compute: (inputs: readonly Tensor[]) => readonly Tensor[],
): TracedGraph {
  const recorded = backend.binding;
  backend.binding = real;
  const inputs = types.map((type) => backend.createOutputTensor(standIn(real, type)));
  try {
    return trace(
      ops,
      backend,
      inputs.map((tensor, i) => ({ name: `a${i}`, tensor })),
      () => compute(inputs).map((tensor, i) => ({ name: `o${i}`, tensor })),
    );
  } finally {
    backend.binding = recorded;
    for (const tensor of inputs) tensor.dispose();
  }
}

/** A tensor of zeros. */
function standIn(real: Binding, { dtype, shape }: ValueType): TensorHandle {
  const length = shape.reduce((product, size) => product * size, 1);
  const values = dtype === 'int32' ? new Int32Array(length) : new Float32Array(length);
  const number = dataTypes[dtype];
  return { id: real.createTensor([...shape], number, values), shape: [...shape], dtype: number };
}

function copyMembers(binding: Binding): Record<string, unknown> {
  const source = binding as unknown as Record<string, unknown>;
  return Object.fromEntries(Object.getOwnPropertyNames(source).map((name) => [name, source[name]]));
}

function dataTypeOf(number: number, user: string): DataType {
  for (const [name, value] of Object.entries(dataTypes)) if (value === number) return name as DataType;
  throw new TraceError(`${user} has data type ${number}, which cannot be recorded`);
}

function toTypedArray(values: unknown, dtype: DataType): Float32Array | Int32Array | Uint8Array {
  if (values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array) {
    return values.slice();
  }
  const list = values as ArrayLike<number>;
  if (dtype === 'float32') return Float32Array.from(list);
  if (dtype === 'int32') return Int32Array.from(list);
  if (dtype === 'bool') return Uint8Array.from(list);
  throw new TraceError(`A constant of type ${dtype} cannot be recorded`);
}

/** tfjs-node leaves the type of ExpandDims to eager execution, which infers it; a graph must say it. */
function leftOutAttributes(op: string, [output]: readonly ValueType[]): Attribute[] {
  return op === 'ExpandDims' && output ? [{ name: 'T', kind: 'type', value: output.dtype }] : [];
}

/** The attribute in neutral form; attributes that tfjs leaves undefined are skipped. */
function readAttribute(binding: Binding, op: string, { name, type, value }: OpAttribute): Attribute[] {
  if (type === undefined || type === null) return [];
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return Array.isArray(value)
        ? [{ name, kind: 'types', value: value.map((item) => dataTypeOf(item as number, op)) }]
        : [{ name, kind: 'type', value: dataTypeOf(value as number, op) }];
    case binding.TF_ATTR_INT:
      return Array.isArray(value)
        ? [{ name, kind: 'ints', value: value as number[] }]
        : [{ name, kind: 'int', value: Number(value) }];
    case binding.TF_ATTR_FLOAT:
      return [{ name, kind: 'float', value: Number(value) }];
    case binding.TF_ATTR_BOOL:
      return [{ name, kind: 'bool', value: Boolean(value) }];
    case binding.TF_ATTR_STRING:
      return [{ name, kind: 'string', value: String(value) }];
    case binding.TF_ATTR_SHAPE:
      return [{ name, kind: 'shape', value: value as number[] }];
    default:
      throw new TraceError(`${op} has an attribute ${name} of a kind that cannot be recorded`);
  }
}
