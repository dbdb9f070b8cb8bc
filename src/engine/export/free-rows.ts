// Frees a traced graph from the number of rows it was traced with: a distinctive prime that is found again wherever it stands.
import { HoneError } from '../../core/errors';
import type { Attribute, OpNode, TracedGraph, ValueRef, ValueType } from '../compile/graph';
import type { ExportConstant, ExportNode, FreeGraph } from './export-graph';
import { type GraphBuilder, graphBuilder } from './graph-builder';
import { type RowCounter, type RowSize, rowCounter } from './row-counter';

const SMALLEST = 1009;

/**
 * Number of rows to trace with: a prime that no size of a model whose widest layer has `widest` units can equal, and
 * that is no divisor of `sizes`, those of larger constants.
 */
export function rowsToTrace(widest: number, sizes: ReadonlySet<number> = new Set()): number {
  let candidate = Math.max(SMALLEST, widest + 1);
  const divides = (size: number) => size > 0 && size % candidate === 0;
  while (!isPrime(candidate) || [...sizes].some(divides)) candidate += 1;
  return candidate;
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) if (number % divisor === 0) return false;
  return number > 1;
}

/**
 * The graph for any number of rows. It must have one output, and inputs [rows, …] traced with a number by `rowsToTrace`.
 * Throws `export-unsupported`, naming the op, where that number stands in anything but a shape that can be made to follow the rows.
 */
export function freeRows(graph: TracedGraph): FreeGraph {
  const rows = tracedRows(graph);
  const [output] = graph.outputs;
  if (!output || graph.outputs.length !== 1)
    throw new Error('An inference graph must have exactly one output');
  const builder = graphBuilder();
  const rewriting = startRewriting(graph, rows, builder);
  for (const node of graph.nodes) {
    if (node.kind === 'constant') builder.nodes.push(node);
    else builder.nodes.push(freeNode(node, rewriting));
  }
  const ref = freeInput(output.ref, rewriting);
  return {
    inputs: graph.inputs
      .filter((input) => !isEmpty(input))
      .map((input) => ({ ...input, ...freeType(input, rows) })),
    nodes: reachable(builder.nodes, [ref]),
    output: { ref, ...freeType(output, rows) },
  };
}

function tracedRows({ inputs }: TracedGraph): number {
  const [rows] = inputs[0]?.shape ?? [];
  if (!rows || rows < SMALLEST || !isPrime(rows) || inputs.some((input) => input.shape[0] !== rows)) {
    throw new Error('An inference graph must be traced with the number of rows that rowsToTrace gives');
  }
  return rows;
}

/** The nodes that lead to `outputs`, in their old order. */
export function reachable(nodes: readonly ExportNode[], outputs: readonly ValueRef[]): ExportNode[] {
  const needed = new Set(outputs.map((output) => output.node));
  for (const node of nodes.slice().reverse()) {
    if (node.kind === 'op' && needed.has(node.name)) for (const input of node.inputs) needed.add(input.node);
  }
  return nodes.filter((node) => needed.has(node.name));
}

interface Rewriting {
  rows: number;
  constants: Map<string, ExportConstant>;
  emptyInputs: Map<string, ValueType>;
  builder: GraphBuilder;
  counter: RowCounter;
}

function startRewriting(graph: TracedGraph, rows: number, builder: GraphBuilder): Rewriting {
  const constants = graph.nodes.flatMap((node) =>
    node.kind === 'constant' ? [[node.name, node] as const] : [],
  );
  const empty = graph.inputs.filter(isEmpty).map((input) => [input.name, input] as const);
  const source = graph.inputs.find((input) => !isEmpty(input) && input.shape[0] === rows);
  return {
    rows,
    builder,
    constants: new Map(constants),
    emptyInputs: new Map(empty),
    counter: rowCounter(
      builder,
      source
        ? { ref: { node: source.name, output: 0 }, dtype: source.dtype, rank: source.shape.length }
        : null,
    ),
  };
}

const isEmpty = (type: ValueType) => type.shape.includes(0);
const countsRows = (size: number, rows: number) => size !== 0 && size % rows === 0;

function freeType({ dtype, shape }: ValueType, rows: number): ValueType {
  return { dtype, shape: shape.map((size) => (countsRows(size, rows) ? -1 : size)) };
}

function freeNode(node: OpNode, rewriting: Rewriting): OpNode {
  for (const attribute of node.attributes) {
    if (namesRows(attribute, rewriting.rows)) throw bound(node.op, `in its attribute ${attribute.name}`);
  }
  const inputs = node.inputs.map((input, place) => freeOperand(node, input, place, rewriting));
  return { ...node, inputs, outputs: node.outputs.map((type) => freeType(type, rewriting.rows)) };
}

function namesRows(attribute: Attribute, rows: number): boolean {
  if (attribute.kind === 'shape' || attribute.kind === 'ints') {
    return attribute.value.some((size) => countsRows(size, rows));
  }
  return attribute.kind === 'int' && countsRows(attribute.value, rows);
}

function freeOperand(node: OpNode, input: ValueRef, place: number, rewriting: Rewriting): ValueRef {
  const constant = rewriting.constants.get(input.node);
  if (!constant) return freeInput(input, rewriting);
  if (constant.type.shape.some((size) => countsRows(size, rewriting.rows))) {
    throw bound(node.op, `as the size of the constant at input ${place + 1}`);
  }
  if (constant.type.dtype !== 'int32') return input;
  const sizes = Array.from(constant.values as Int32Array);
  if (!sizes.some((size) => countsRows(size, rewriting.rows))) return input;
  const free = shapeOperands[node.op]?.[place];
  if (!free) throw bound(node.op, `at input ${place + 1}`);
  return free(node, sizes, rewriting);
}

/** A column of width 0 has no input in the exported model, so it is made from the number of rows. */
function freeInput(input: ValueRef, { emptyInputs, counter, rows }: Rewriting): ValueRef {
  const empty = emptyInputs.get(input.node);
  return empty ? counter.filled(empty.dtype, sizesOf(empty.shape, rows)) : input;
}

type FreeShape = (node: OpNode, sizes: readonly number[], rewriting: Rewriting) => ValueRef;

/** Where an op takes a shape, by op and input: how that shape follows the number of rows. */
const shapeOperands: Record<string, Record<number, FreeShape>> = {
  Reshape: { 1: inferredSize },
  Slice: { 2: sizeToTheEnd },
  Tile: { 1: countedSize },
  BroadcastTo: { 1: countedSize },
  Fill: { 0: countedSize },
};

/** −1 lets Reshape find the one free size. */
function inferredSize(node: OpNode, sizes: readonly number[], rewriting: Rewriting): ValueRef {
  const { rows, builder } = rewriting;
  if (sizes.includes(0) || sizes.includes(-1) || sizes.filter((size) => countsRows(size, rows)).length > 1) {
    return countedSize(node, sizes, rewriting);
  }
  const values = Int32Array.from(sizes, (size) => (countsRows(size, rows) ? -1 : size));
  return builder.constant(`free/${node.name}/shape`, { dtype: 'int32', shape: [values.length] }, values);
}

/** −1 is Slice's word for all that is left. */
function sizeToTheEnd(
  node: OpNode,
  sizes: readonly number[],
  { rows, builder, constants }: Rewriting,
): ValueRef {
  const begin = constants.get((node.inputs[1] as ValueRef).node)?.values as Int32Array | undefined;
  const values = Int32Array.from(sizes, (size, axis) => {
    if (!countsRows(size, rows)) return size;
    if (begin?.[axis] !== 0) throw bound(node.op, 'in a part of the rows');
    return -1;
  });
  return builder.constant(`free/${node.name}/size`, { dtype: 'int32', shape: [values.length] }, values);
}

function countedSize(_node: OpNode, sizes: readonly number[], { counter, rows }: Rewriting): ValueRef {
  return counter.shape(sizesOf(sizes, rows));
}

/** Each size as a number, or as so many times the number of rows. */
function sizesOf(sizes: readonly number[], rows: number): RowSize[] {
  return sizes.map((size) =>
    countsRows(size, rows) ? { fixed: 0, timesRows: size / rows } : { fixed: size, timesRows: 0 },
  );
}

function bound(op: string, where: string): HoneError {
  return new HoneError(
    'export-unsupported',
    `This model cannot be exported: its op ${op} is tied to the number of rows (${where}).`,
    {
      fix: 'Choose another layer or preparation step in place of the one that uses this op, and train again.',
    },
  );
}
