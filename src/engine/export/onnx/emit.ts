// Writes an export graph as an ONNX model.
import type { DataType, OpNode, ValueRef, ValueType } from '../../compile/graph';
import type { ExportConstant, ExportGraph } from '../export-graph';
import { onnxTable } from './table';
import {
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxType,
  onnxBytes,
  onnxTypes,
} from './messages';
import { notInOnnx, type OnnxScope } from './scope';

// Written and read widely since 2022; LabelEncoder needs the second set.
const operatorSets = { '': 17, 'ai.onnx.ml': 3 };

/** The bytes of a .onnx file with the graph's inputs and outputs. Throws `export-unsupported` naming an op without a conversion. */
export function emitOnnx(graph: ExportGraph, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const writer = startWriting(graph);
  for (const node of graph.nodes) {
    if (node.kind === 'constant') writer.constants.set(node.name, node);
    else if (node.op !== 'Placeholder') convert(node, writer);
  }
  for (const output of graph.outputs) {
    const inputs = [valueName(output.ref, writer)];
    writer.nodes.push({ op: 'Identity', domain: '', inputs, outputs: [output.name], attributes: [] });
  }
  const model: OnnxModel = {
    name: 'model',
    nodes: writer.nodes,
    constants: writer.written,
    inputs: graph.inputs,
    outputs: graph.outputs,
    operatorSets,
    metadata,
  };
  return onnxBytes(model);
}

interface Writer {
  nodes: OnnxNode[];
  /** Constants of the graph; only those that an operator uses are written. */
  constants: Map<string, ExportConstant>;
  written: OnnxTensor[];
  /** Names in ONNX of the values known so far, by node and output. */
  values: Map<string, string>;
  types: Map<string, ValueType>;
  /** A name that nothing has yet, columns included. */
  freshName(): string;
}

const keyOf = ({ node, output }: ValueRef) => `${output}:${node}`;

function startWriting(graph: ExportGraph): Writer {
  const taken = new Set([...graph.inputs, ...graph.outputs].map((endpoint) => endpoint.name));
  const values = new Map<string, string>();
  const types = new Map<string, ValueType>();
  for (const input of graph.inputs) values.set(keyOf({ node: input.node, output: 0 }), input.name);
  for (const node of graph.nodes) {
    const outputs = node.kind === 'constant' ? [node.type] : node.outputs;
    outputs.forEach((type, output) => {
      types.set(keyOf({ node: node.name, output }), type);
    });
  }
  let count = 0;
  const freshName = (): string => {
    const name = `v${count++}`;
    return taken.has(name) ? freshName() : name;
  };
  return { nodes: [], constants: new Map(), written: [], values, types, freshName };
}

function convert(node: OpNode, writer: Writer): void {
  const conversion = Object.hasOwn(onnxTable, node.op) ? onnxTable[node.op] : undefined;
  if (!conversion) throw notInOnnx(node.op, 'Hone has no conversion for it');
  const result = conversion(createScope(node, writer));
  const names = typeof result === 'string' ? [result] : result;
  names.forEach((name, output) => {
    writer.values.set(keyOf({ node: node.name, output }), name);
  });
}

/** The ONNX name of a value; a constant is written when it is first asked for. */
function valueName(ref: ValueRef, writer: Writer): string {
  const known = writer.values.get(keyOf(ref));
  if (known !== undefined) return known;
  const constant = writer.constants.get(ref.node);
  if (!constant) throw new Error(`The value ${ref.node}:${ref.output} is used before it is computed`);
  const name = addConstant(writer, constant.type.dtype, constant.type.shape, constant.values);
  writer.values.set(keyOf(ref), name);
  return name;
}

function addConstant(
  writer: Writer,
  dtype: OnnxType,
  shape: readonly number[],
  values: OnnxTensor['values'],
): string {
  const name = writer.freshName();
  writer.written.push({ name, dtype, shape, values });
  return name;
}

function createScope(node: OpNode, writer: Writer): OnnxScope {
  const unsupported = (detail: string) => notInOnnx(node.op, detail);
  const refOf = (place: number): ValueRef => {
    const ref = node.inputs[place];
    if (!ref) throw new Error(`${node.op} has no input ${place}`);
    return ref;
  };
  const find = (name: string) => node.attributes.find((attribute) => attribute.name === name);
  const addAll: OnnxScope['addAll'] = (op, inputs, { attributes = [], outputs = 1, domain = '' } = {}) => {
    const names = Array.from({ length: outputs }, () => writer.freshName());
    writer.nodes.push({ op, domain, inputs, outputs: names, attributes });
    return names;
  };
  const add: OnnxScope['add'] = (op, inputs, options) => addAll(op, inputs, options)[0] as string;
  const constant: OnnxScope['constant'] = (dtype, shape, values) => addConstant(writer, dtype, shape, values);
  const cast: OnnxScope['cast'] = (value, to) =>
    add('Cast', [value], { attributes: [{ name: 'to', kind: 'int', value: onnxTypes[to] }] });
  const integers: OnnxScope['integers'] = (values) =>
    constant('int64', [values.length], BigInt64Array.from(values, BigInt));
  const knownValues = (place: number) => writer.constants.get(refOf(place).node)?.values;
  return {
    node,
    inputCount: node.inputs.length,
    input: (place) => valueName(refOf(place), writer),
    type: (place) => writer.types.get(keyOf(refOf(place))) as ValueType,
    known(place) {
      const values = knownValues(place);
      if (!values) throw unsupported(`its input ${place + 1} is computed, not constant`);
      return Array.from(values as Int32Array);
    },
    knownTexts: (place) => knownValues(place) as readonly string[],
    int64(place) {
      const values = knownValues(place);
      const { shape } = writer.types.get(keyOf(refOf(place))) as ValueType;
      if (values) return constant('int64', shape, BigInt64Array.from(values as Int32Array, BigInt));
      return cast(valueName(refOf(place), writer), 'int64');
    },
    flag: (name) => find(name)?.value === true,
    integer: (name, fallback) => Number(find(name)?.value ?? fallback),
    find,
    addAll,
    add,
    integers,
    scalar: (dtype, value) => constant(dtype, [], new arrays[dtype as keyof typeof arrays]([value])),
    constant,
    cast,
    unsupported,
  };
}

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  bool: Uint8Array,
} as const satisfies Partial<Record<DataType, unknown>>;
