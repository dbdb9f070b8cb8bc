// TensorFlow's graph messages: attributes, nodes, functions. Field numbers are those of tensorflow/core/framework/*.proto.
import { type Message, message } from '../protobuf/message';
import {
  type Attribute,
  type ConstantNode,
  type DataType,
  dataTypes,
  type GraphNode,
  type TracedGraph,
  type ValueRef,
} from './graph';
import opOutputs from './op-outputs.json';

/** How an input of a node names a value: functions and graphs write it differently. */
export type RefFormat = (ref: ValueRef) => string;

/** Names and list attributes of an op's outputs, from TensorFlow's op registry. */
const outputsOf = opOutputs as unknown as Record<string, readonly (readonly [name: string, list: string])[]>;

export function shapeMessage(shape: readonly number[]): Message {
  const result = message();
  for (const size of shape) result.message(2, message().integer(1, size));
  return result;
}

export const typeAttribute = (type: DataType): Message => message().integer(6, dataTypes[type]);
export const boolAttribute = (value: boolean): Message => message().integer(5, value ? 1 : 0);
export const functionAttribute = (name: string): Message => message().message(10, message().text(1, name));
export const shapeAttribute = (shape: readonly number[]): Message =>
  message().message(7, shapeMessage(shape));
export const typesAttribute = (types: readonly DataType[]): Message =>
  message().message(
    1,
    message().integers(
      6,
      types.map((type) => dataTypes[type]),
    ),
  );
export function shapesAttribute(shapes: readonly (readonly number[])[]): Message {
  const list = message();
  for (const shape of shapes) list.message(7, shapeMessage(shape));
  return message().message(1, list);
}

/** AttrValue of a recorded attribute. `prefix` stands before the names of the graph's own functions. */
export function attributeMessage(attribute: Attribute, prefix = ''): Message {
  switch (attribute.kind) {
    case 'type':
      return typeAttribute(attribute.value);
    case 'int':
      return message().integer(3, attribute.value);
    case 'float':
      return message().float(4, attribute.value);
    case 'bool':
      return boolAttribute(attribute.value);
    case 'string':
      return message().text(2, attribute.value);
    case 'shape':
      return shapeAttribute(attribute.value);
    case 'types':
      return typesAttribute(attribute.value);
    case 'ints':
      return message().message(1, message().integers(3, attribute.value));
    case 'shapes':
      return shapesAttribute(attribute.value);
    case 'function':
      return functionAttribute(prefix + attribute.value);
  }
}

export interface NodeParts {
  name: string;
  op: string;
  inputs?: readonly string[];
  attributes?: Readonly<Record<string, Message>>;
}

/** NodeDef. */
export function nodeMessage({ name, op, inputs = [], attributes = {} }: NodeParts): Message {
  const result = message().text(1, name).text(2, op);
  for (const input of inputs) result.text(3, input);
  for (const [key, value] of Object.entries(attributes)) result.entry(5, key, value);
  return result;
}

/** NodeDef of a constant, its values in little-endian bytes. */
export function constantMessage({ name, type, values }: Omit<ConstantNode, 'kind'>): Message {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const tensor = message()
    .integer(1, dataTypes[type.dtype])
    .message(2, shapeMessage(type.shape))
    .bytes(4, bytes);
  return nodeMessage({
    name,
    op: 'Const',
    attributes: { value: message().message(8, tensor), dtype: typeAttribute(type.dtype) },
  });
}

/** NodeDef of a recorded node. `prefix` stands before the names of the graph's own functions. */
export function recordedMessage(node: GraphNode, format: RefFormat, prefix = ''): Message {
  if (node.kind === 'constant') return constantMessage(node);
  const attributes = Object.fromEntries(
    node.attributes.map((item) => [item.name, attributeMessage(item, prefix)]),
  );
  return nodeMessage({ name: node.name, op: node.op, inputs: node.inputs.map(format), attributes });
}

export interface FunctionParts {
  name: string;
  inputs: readonly { name: string; dtype: DataType }[];
  outputs: readonly { name: string; dtype: DataType; value: string }[];
  nodes: readonly Message[];
  attributes?: Readonly<Record<string, Message>>;
}

/** FunctionDef. */
export function functionMessage({ name, inputs, outputs, nodes, attributes = {} }: FunctionParts): Message {
  const argument = (arg: { name: string; dtype: DataType }) =>
    message().text(1, arg.name).integer(3, dataTypes[arg.dtype]);
  const signature = message().text(1, name);
  for (const input of inputs) signature.message(2, argument(input));
  for (const output of outputs) signature.message(3, argument(output));
  const result = message().message(1, signature);
  for (const node of nodes) result.message(3, node);
  for (const output of outputs) result.message(4, message().text(1, output.name).text(2, output.value));
  for (const [key, value] of Object.entries(attributes)) result.entry(5, key, value);
  return result;
}

/**
 * FunctionDef of a recorded graph and of the functions within it, whose names begin with its own.
 * Nodes name values as `node:output-name:index`.
 */
export function recordedFunctions(name: string, graph: TracedGraph): Message[] {
  const prefix = `${name}_`;
  const byName = new Map(graph.nodes.map((node) => [node.name, node]));
  const format: RefFormat = ({ node, output }) => {
    const producer = byName.get(node);
    if (!producer) return node;
    return `${node}:${outputName(producer, output)}`;
  };
  const whole = functionMessage({
    name,
    inputs: graph.inputs,
    outputs: graph.outputs.map(({ name, dtype, ref }) => ({ name, dtype, value: format(ref) })),
    nodes: graph.nodes.map((node) => recordedMessage(node, format, prefix)),
  });
  const nested = graph.functions ?? [];
  return [whole, ...nested.flatMap((item) => recordedFunctions(prefix + item.name, item.graph))];
}

function outputName(producer: GraphNode, output: number): string {
  if (producer.kind === 'constant') return 'output:0';
  const outputs = outputsOf[producer.op];
  if (!outputs)
    throw new Error(`The outputs of the op ${producer.op} are not known, so it cannot be compiled`);
  const [only] = outputs;
  if (outputs.length === 1 && only?.[1]) return `${only[0]}:${output}`;
  return `${outputs[output]?.[0]}:0`;
}
