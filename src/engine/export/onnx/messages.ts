// ONNX's messages. Field numbers are those of onnx/onnx.proto3.
import type { DataType, ValueType } from '../../compile/graph';
import { type Message, message } from '../../protobuf/message';
import { type ExportConstant, isTextList } from '../export-graph';

/** TensorProto.DataType. int64 exists only here: ONNX wants it for shapes, axes and indices. */
export const onnxTypes = {
  float32: 1,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float64: 11,
  bfloat16: 16,
  // A list that a loop fills: no exported graph holds one (0 is UNDEFINED).
  variant: 0,
} as const satisfies Record<DataType | 'int64', number>;
export type OnnxType = keyof typeof onnxTypes;

/** AttributeProto.AttributeType. */
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7, strings: 8 } as const;

export type OnnxAttribute =
  | { name: string; kind: 'float' | 'int'; value: number }
  | { name: string; kind: 'string'; value: string }
  | { name: string; kind: 'ints'; value: readonly number[] }
  | { name: string; kind: 'strings'; value: readonly string[] };

export interface OnnxNode {
  op: string;
  /** Empty for the standard operators, else such as `ai.onnx.ml`. */
  domain: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: readonly OnnxAttribute[];
}

export interface OnnxTensor {
  name: string;
  dtype: OnnxType;
  shape: readonly number[];
  values: ExportConstant['values'] | BigInt64Array;
}

/** An input or output of the whole model. */
export interface OnnxEndpoint extends ValueType {
  name: string;
}

export interface OnnxModel {
  name: string;
  nodes: readonly OnnxNode[];
  constants: readonly OnnxTensor[];
  inputs: readonly OnnxEndpoint[];
  outputs: readonly OnnxEndpoint[];
  /** Version of each operator set by its domain. */
  operatorSets: Readonly<Record<string, number>>;
  /** Free text about the model, by key. */
  metadata: Readonly<Record<string, string>>;
}

// The file version that belongs to operator set 17; readers of 2022 and later know it.
const IR_VERSION = 8;

/** The bytes of a .onnx file. */
export function onnxBytes(model: OnnxModel): Uint8Array {
  const graph = message();
  model.nodes.forEach((node, i) => {
    graph.message(1, nodeMessage(node, i));
  });
  graph.text(2, model.name);
  for (const constant of model.constants) graph.message(5, tensorMessage(constant));
  for (const input of model.inputs) graph.message(11, endpointMessage(input));
  for (const output of model.outputs) graph.message(12, endpointMessage(output));
  const result = message().integer(1, IR_VERSION).text(2, 'hone').message(7, graph);
  for (const [domain, version] of Object.entries(model.operatorSets)) {
    result.message(8, message().text(1, domain).integer(2, version));
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    result.message(14, message().text(1, key).text(2, value));
  }
  return result.finish();
}

function nodeMessage({ op, domain, inputs, outputs, attributes }: OnnxNode, place: number): Message {
  const result = message();
  for (const input of inputs) result.text(1, input);
  for (const output of outputs) result.text(2, output);
  result.text(3, `${op}_${place}`).text(4, op);
  for (const attribute of attributes) result.message(5, attributeMessage(attribute));
  return domain === '' ? result : result.text(7, domain);
}

function attributeMessage(attribute: OnnxAttribute): Message {
  const result = message().text(1, attribute.name);
  switch (attribute.kind) {
    case 'float':
      result.float(2, attribute.value);
      break;
    case 'int':
      result.integer(3, attribute.value);
      break;
    case 'string':
      result.text(4, attribute.value);
      break;
    case 'ints':
      result.integers(8, attribute.value);
      break;
    case 'strings':
      for (const text of attribute.value) result.text(9, text);
      break;
  }
  return result.integer(20, attributeTypes[attribute.kind]);
}

function tensorMessage({ name, dtype, shape, values }: OnnxTensor): Message {
  const result = message().integers(1, shape).integer(2, onnxTypes[dtype]).text(8, name);
  if (values instanceof BigInt64Array) return result.bytes(9, bytesOf(values));
  if (isTextList(values)) {
    for (const text of values) result.text(6, text);
    return result;
  }
  return result.bytes(9, bytesOf(values));
}

const bytesOf = (values: ArrayBufferView) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

function endpointMessage({ name, dtype, shape }: OnnxEndpoint): Message {
  const sizes = message();
  for (const size of shape) {
    sizes.message(1, size < 0 ? message().text(2, 'rows') : message().integer(1, size));
  }
  const tensor = message().integer(1, onnxTypes[dtype]).message(2, sizes);
  return message().text(1, name).message(2, message().message(1, tensor));
}
