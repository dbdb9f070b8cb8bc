// A SavedModel as bytes: the one form in which the native binding takes a graph with functions.
import { type Message, message } from '../protobuf/message';
import { type DataType, dataTypes } from './graph';
import { shapeMessage } from './graph-messages';

// Ops are read with the meaning they had at this graph version: that of TensorFlow 2.21 (core/public/release_version.h).
const GRAPH_VERSION = 1882;

export interface Endpoint {
  /** Key within the signature. */
  key: string;
  /** Tensor in the graph, such as `in0:0`. */
  tensor: string;
  dtype: DataType;
  /** −1 for a size that varies. */
  shape: readonly number[];
}

export interface Signature {
  name: string;
  inputs: readonly Endpoint[];
  outputs: readonly Endpoint[];
}

/** saved_model.pb with tag `serve`. No variables: everything is an input or a constant. */
export function savedModelBytes(
  nodes: readonly Message[],
  functions: readonly Message[],
  signatures: readonly Signature[],
): Uint8Array {
  const library = message();
  for (const item of functions) library.message(1, item);
  const graph = message();
  for (const node of nodes) graph.message(1, node);
  graph.message(2, library).message(4, message().integer(1, GRAPH_VERSION));
  const metaGraph = message().message(1, message().text(4, 'serve')).message(2, graph);
  for (const signature of signatures) metaGraph.entry(5, signature.name, signatureMessage(signature));
  return message().integer(1, 1).message(2, metaGraph).finish();
}

function signatureMessage({ inputs, outputs }: Signature): Message {
  const result = message();
  for (const input of inputs) result.entry(1, input.key, endpointMessage(input));
  for (const output of outputs) result.entry(2, output.key, endpointMessage(output));
  return result.text(3, 'tensorflow/serving/predict');
}

function endpointMessage({ tensor, dtype, shape }: Endpoint): Message {
  return message().text(1, tensor).integer(2, dataTypes[dtype]).message(3, shapeMessage(shape));
}
