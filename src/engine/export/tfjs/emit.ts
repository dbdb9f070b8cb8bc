// Writes an export graph as a TensorFlow.js graph model: model.json and one file of weights.
import { joinBytes } from '../../protobuf/join-bytes';
import { HoneError } from '../../../core/errors';
import type { Attribute, DataType } from '../../compile/graph';
import {
  type ExportConstant,
  type ExportGraph,
  type ExportNode,
  type ExportOutput,
  graphRef,
} from '../export-graph';
import { tfjsOps } from './ops';

export const WEIGHTS_FILE = 'group1-shard1of1.bin';

export interface TfjsModel {
  /** What model.json holds. */
  json: Record<string, unknown>;
  weights: Uint8Array;
}

const typeNames = {
  float32: 'DT_FLOAT',
  float64: 'DT_DOUBLE',
  int32: 'DT_INT32',
  string: 'DT_STRING',
  bool: 'DT_BOOL',
  bfloat16: 'DT_BFLOAT16',
  variant: 'DT_VARIANT',
} as const satisfies Record<DataType, string>;

/** Throws `export-unsupported` naming an op that TensorFlow.js does not have. */
export function emitTfjs(graph: ExportGraph): TfjsModel {
  const constants = graph.nodes.flatMap((node) => (node.kind === 'constant' ? [node] : []));
  const entry = (tensor: string, { dtype, shape }: Pick<ExportOutput, 'dtype' | 'shape'>) => ({
    name: tensor,
    dtype: typeNames[dtype],
    tensorShape: shapeJson(shape),
  });
  const json = {
    format: 'graph-model',
    generatedBy: 'hone',
    convertedBy: null,
    signature: {
      inputs: Object.fromEntries(graph.inputs.map((input) => [input.name, entry(`${input.node}:0`, input)])),
      outputs: Object.fromEntries(
        graph.outputs.map((output) => [
          output.name,
          entry(`${output.ref.node}:${output.ref.output}`, output),
        ]),
      ),
    },
    modelTopology: { node: graph.nodes.map(nodeJson), library: {}, versions: { producer: 1087 } },
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE],
        weights: constants.map(({ name, type }) => ({ name, shape: type.shape, dtype: type.dtype })),
      },
    ],
  };
  return { json, weights: joinValues(constants) };
}

function nodeJson(node: ExportNode): Record<string, unknown> {
  if (node.kind === 'constant') return constantJson(node);
  if (!tfjsOps.has(node.op)) {
    throw new HoneError(
      'export-unsupported',
      `The op ${node.op} of this model is not part of TensorFlow.js.`,
      {
        fix: 'Export as SavedModel, which holds every op, or train without the layer or step that uses it.',
      },
    );
  }
  return {
    name: node.name,
    op: node.op,
    input: node.inputs.map(graphRef),
    attr: Object.fromEntries(node.attributes.map((attribute) => [attribute.name, attributeJson(attribute)])),
  };
}

/** A constant's values are in the weights file; the node only says what they are. */
function constantJson({ name, type }: ExportConstant): Record<string, unknown> {
  const dtype = typeNames[type.dtype];
  return {
    name,
    op: 'Const',
    attr: { dtype: { type: dtype }, value: { tensor: { dtype, tensorShape: shapeJson(type.shape) } } },
  };
}

/** An attribute as protobuf's JSON form writes it: 64-bit integers and bytes as text. */
function attributeJson(attribute: Attribute): Record<string, unknown> {
  switch (attribute.kind) {
    case 'type':
      return { type: typeNames[attribute.value] };
    case 'int':
      return { i: String(attribute.value) };
    case 'float':
      return { f: attribute.value };
    case 'bool':
      return { b: attribute.value };
    case 'string':
      return { s: Buffer.from(attribute.value, 'utf8').toString('base64') };
    case 'shape':
      return { shape: shapeJson(attribute.value) };
    case 'types':
      return { list: { type: attribute.value.map((type) => typeNames[type]) } };
    case 'ints':
      return { list: { i: attribute.value.map(String) } };
    case 'shapes':
      return { list: { shape: attribute.value.map(shapeJson) } };
    case 'function':
      return { func: { name: attribute.value } };
  }
}

function shapeJson(shape: readonly number[]): Record<string, unknown> {
  return { dim: shape.map((size) => ({ size: String(size) })) };
}

function joinValues(constants: readonly ExportConstant[]): Uint8Array {
  const parts = constants.map(({ name, values }) => {
    if (!ArrayBuffer.isView(values))
      throw new Error(`The constant ${name} holds texts, which TensorFlow.js does not take`);
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  });
  return joinBytes(parts);
}
