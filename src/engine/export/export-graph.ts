// A computation ready to be written: the traced ops, any number of rows, and the steps around them that take raw columns.
import type { DataType, OpNode, ValueRef, ValueType } from '../compile/graph';

/** A constant of any type that a file format can hold; texts as an array of strings. */
export interface ExportConstant {
  kind: 'constant';
  name: string;
  type: ValueType;
  values: Float32Array | Float64Array | Int32Array | Uint8Array | readonly string[];
}

export type ExportNode = OpNode | ExportConstant;

/** One input of the exported model; `node` is its place in the graph, which `ValueRef` names. */
export interface ExportInput {
  /** What callers name it: the column, or close to it where the format has rules for names. */
  name: string;
  node: string;
  dtype: DataType;
  shape: readonly number[];
}

export interface ExportOutput {
  /** `prediction`, `probabilities` or `quantiles`. */
  name: string;
  ref: ValueRef;
  dtype: DataType;
  shape: readonly number[];
}

/** Nodes stand in an order in which they can be computed. A size of −1 is the number of rows. */
export interface ExportGraph {
  inputs: readonly ExportInput[];
  nodes: readonly ExportNode[];
  outputs: readonly ExportOutput[];
}

/** A graph with free rows that still takes the centred numbers and codes of the preparation. */
export interface FreeGraph {
  inputs: readonly ({ name: string } & ValueType)[];
  nodes: readonly ExportNode[];
  output: { ref: ValueRef } & ValueType;
}

/** A graph, unlike a function, counts all outputs of a node. */
export function graphRef({ node, output }: ValueRef): string {
  return output === 0 ? node : `${node}:${output}`;
}

/** Whether a constant holds texts. */
export function isTextList(values: ExportConstant['values']): values is readonly string[] {
  return Array.isArray(values);
}
