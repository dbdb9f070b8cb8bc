// Writes an export graph as a SavedModel with the signature `serving_default`.
import { dataTypes } from '../../compile/graph';
import {
  constantMessage,
  nodeMessage,
  recordedMessage,
  shapeMessage,
  typeAttribute,
} from '../../compile/graph-messages';
import { savedModelBytes } from '../../compile/saved-model';
import { type Message, message } from '../../protobuf/message';
import { type ExportConstant, type ExportGraph, graphRef, isTextList } from '../export-graph';

/** The bytes of saved_model.pb. Everything is a constant: there are no variables. */
export function emitSavedModel(graph: ExportGraph): Uint8Array {
  const nodes = graph.nodes.map((node) =>
    node.kind === 'constant' ? constantNode(node) : recordedMessage(node, graphRef),
  );
  return savedModelBytes(
    nodes,
    [],
    [
      {
        name: 'serving_default',
        inputs: graph.inputs.map(({ name, node, dtype, shape }) => ({
          key: name,
          tensor: `${node}:0`,
          dtype,
          shape,
        })),
        outputs: graph.outputs.map(({ name, ref, dtype, shape }) => ({
          key: name,
          tensor: `${ref.node}:${ref.output}`,
          dtype,
          shape,
        })),
      },
    ],
  );
}

function constantNode(node: ExportConstant): Message {
  const { name, type, values } = node;
  if (!isTextList(values) && !(values instanceof Float64Array))
    return constantMessage({ name, type, values });
  const tensor = message().integer(1, dataTypes[type.dtype]).message(2, shapeMessage(type.shape));
  if (isTextList(values)) for (const text of values) tensor.text(8, text);
  else tensor.bytes(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return nodeMessage({
    name,
    op: 'Const',
    attributes: { value: message().message(8, tensor), dtype: typeAttribute(type.dtype) },
  });
}
