// Appends ops to a graph by hand, with the attributes that TensorFlow asks for.
import type { Attribute, DataType, ValueRef, ValueType } from '../compile/graph';
import type { ExportConstant, ExportNode } from './export-graph';

export interface GraphBuilder {
  nodes: ExportNode[];
  /** Adds an op with one output and returns that output. */
  op(
    name: string,
    op: string,
    inputs: readonly ValueRef[],
    output: ValueType,
    attributes?: readonly Attribute[],
  ): ValueRef;
  constant(name: string, type: ValueType, values: ExportConstant['values']): ValueRef;
}

/** A builder that appends to `nodes`. */
export function graphBuilder(nodes: ExportNode[] = []): GraphBuilder {
  return {
    nodes,
    op(name, op, inputs, output, attributes = []) {
      nodes.push({ kind: 'op', name, op, inputs, attributes, outputs: [output] });
      return { node: name, output: 0 };
    },
    constant(name, type, values) {
      nodes.push({ kind: 'constant', name, type, values });
      return { node: name, output: 0 };
    },
  };
}

/** A type attribute, such as T. */
export function typeOf(name: string, value: DataType): Attribute {
  return { name, kind: 'type', value };
}

export function integerOf(name: string, value: number): Attribute {
  return { name, kind: 'int', value };
}
