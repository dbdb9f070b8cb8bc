// Lets the products of a recorded step run in bfloat16, with everything around them in float32.
import type { Attribute, DataType, GraphNode, OpNode, TracedGraph, ValueRef, ValueType } from './graph';

/**
 * Products of matrices and convolutions, forward and backward: nearly all the work of a step, and what recent GPUs do
 * several times faster in bfloat16. Their sums are kept in float32 by the hardware; only inputs and results are rounded.
 */
const products = new Set([
  'MatMul',
  'BatchMatMul',
  'BatchMatMulV2',
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
]);

/**
 * The same graph, with a cast to bfloat16 before and back to float32 after each product. Names, inputs and outputs are
 * kept, so variables, loss and optimizer stay in float32. bfloat16 has the range of float32: no loss scaling is needed.
 * Source: "mixed_bfloat16" of keras.dtype_policies.
 */
export function withMixedPrecision(graph: TracedGraph): TracedGraph {
  const types = valueTypes(graph);
  /** The rounded copy of each value, which several products may share. */
  const rounded = new Map<string, ValueRef>();
  const nodes: GraphNode[] = [];
  const round = (ref: ValueRef): ValueRef => {
    const type = types.get(keyOf(ref));
    if (type?.dtype !== 'float32') return ref;
    const known = rounded.get(keyOf(ref));
    if (known) return known;
    const node = castNode(`${ref.node}_${ref.output}_bfloat16`, ref, type, 'bfloat16');
    nodes.push(node);
    const copy = { node: node.name, output: 0 };
    rounded.set(keyOf(ref), copy);
    return copy;
  };
  for (const node of graph.nodes) {
    const type = productType(node);
    if (node.kind === 'constant' || type === null) nodes.push(node);
    else {
      const product = roundedProduct(node, node.inputs.map(round));
      nodes.push(product, castNode(node.name, { node: product.name, output: 0 }, type, 'float32'));
    }
  }
  const functions = graph.functions?.map((item) => ({ ...item, graph: withMixedPrecision(item.graph) }));
  return { ...graph, nodes, ...(functions && { functions }) };
}

/** How many products of a graph and its functions would be rounded. */
export function countProducts({ nodes, functions = [] }: TracedGraph): number {
  const own = nodes.filter((node) => productType(node) !== null).length;
  return functions.reduce((sum, nested) => sum + countProducts(nested.graph), own);
}

/** The result's type where a node is a product in float32; else null. */
function productType(node: GraphNode): ValueType | null {
  const type = node.kind === 'op' && products.has(node.op) ? node.outputs[0] : undefined;
  return type?.dtype === 'float32' ? type : null;
}

function roundedProduct(node: OpNode, inputs: readonly ValueRef[]): OpNode {
  return {
    ...node,
    name: `${node.name}_product`,
    inputs,
    attributes: node.attributes.map(
      (attribute): Attribute =>
        attribute.kind === 'type' && attribute.value === 'float32'
          ? { ...attribute, value: 'bfloat16' }
          : attribute,
    ),
    outputs: node.outputs.map((output) => ({ ...output, dtype: 'bfloat16' })),
  };
}

function castNode(name: string, input: ValueRef, { dtype, shape }: ValueType, to: DataType): OpNode {
  const from = to === 'float32' ? 'bfloat16' : dtype;
  return {
    kind: 'op',
    name,
    op: 'Cast',
    inputs: [input],
    attributes: [
      { name: 'SrcT', kind: 'type', value: from },
      { name: 'DstT', kind: 'type', value: to },
      { name: 'Truncate', kind: 'bool', value: false },
    ],
    outputs: [{ dtype: to, shape }],
  };
}

function valueTypes(graph: TracedGraph): Map<string, ValueType> {
  const types = new Map<string, ValueType>();
  for (const { name, dtype, shape } of graph.inputs)
    types.set(keyOf({ node: name, output: 0 }), { dtype, shape });
  for (const node of graph.nodes) {
    const outputs = node.kind === 'constant' ? [node.type] : node.outputs;
    outputs.forEach((type, output) => types.set(keyOf({ node: node.name, output }), type));
  }
  return types;
}

const keyOf = ({ node, output }: ValueRef): string => `${node}:${output}`;
