// Hand-made graphs for the export tests.
import type {
  Attribute,
  DataType,
  GraphNode,
  TracedGraph,
  ValueRef,
  ValueType,
} from '../../../src/engine/compile/graph';
import type { ExportGraph, ExportNode } from '../../../src/engine/export/export-graph';

export type Values = readonly (number | string)[];

/** A tensor as a test writes it down. */
export interface Given {
  dtype: DataType;
  shape: readonly number[];
  values: Values;
}

export const float = (shape: readonly number[], values: readonly number[]): Given => ({
  dtype: 'float32',
  shape,
  values,
});
export const int = (shape: readonly number[], values: readonly number[]): Given => ({
  dtype: 'int32',
  shape,
  values,
});
export const bool = (shape: readonly number[], values: readonly number[]): Given => ({
  dtype: 'bool',
  shape,
  values,
});

export function typedValues({
  dtype,
  values,
}: Given): Float32Array | Float64Array | Int32Array | Uint8Array | readonly string[] {
  const numbers = values as readonly number[];
  switch (dtype) {
    case 'float32':
      return Float32Array.from(numbers);
    case 'float64':
      return Float64Array.from(numbers);
    case 'int32':
      return Int32Array.from(numbers);
    case 'bool':
      return Uint8Array.from(numbers);
    case 'string':
      return values as readonly string[];
    case 'bfloat16':
    case 'variant':
      throw new Error(`No value of type ${dtype} is given to an op`);
  }
}

/** One op on inputs (`fed`) and constants (`known`), as a model. */
export interface OpCase {
  op: string;
  /** Operands in order: an input of the model, or a constant. */
  operands: readonly ({ fed: Given } | { known: Given })[];
  attributes?: readonly Attribute[];
  output: ValueType;
  /** Which output of the op to look at. */
  outputPlace?: number;
  outputs?: readonly ValueType[];
  /** Where tfjs lacks this use of the op or gets it wrong. */
  expected?: readonly number[];
}

export const fed = (given: Given) => ({ fed: given });
export const known = (given: Given) => ({ known: given });

export function graphOfCase({ op, operands, attributes = [], output, outputPlace = 0, outputs }: OpCase): {
  graph: ExportGraph;
  feeds: Record<string, Given>;
} {
  const nodes: ExportNode[] = [];
  const inputs: ExportGraph['inputs'][number][] = [];
  const feeds: Record<string, Given> = {};
  const refs: ValueRef[] = operands.map((operand, i) => {
    const node = `operand-${i}`;
    if ('known' in operand) {
      const { dtype, shape } = operand.known;
      nodes.push({
        kind: 'constant',
        name: node,
        type: { dtype, shape },
        values: typedValues(operand.known),
      });
    } else {
      const { dtype, shape } = operand.fed;
      nodes.push(placeholder(node, dtype, shape));
      inputs.push({ name: `input ${i}`, node, dtype, shape });
      feeds[`input ${i}`] = operand.fed;
    }
    return { node, output: 0 };
  });
  nodes.push({ kind: 'op', name: 'tested', op, inputs: refs, attributes, outputs: outputs ?? [output] });
  const ref = { node: 'tested', output: outputPlace };
  return { graph: { inputs, nodes, outputs: [{ name: 'result', ref, ...output }] }, feeds };
}

function placeholder(name: string, dtype: DataType, shape: readonly number[]): ExportNode {
  const attributes: Attribute[] = [
    { name: 'dtype', kind: 'type', value: dtype },
    { name: 'shape', kind: 'shape', value: shape },
  ];
  return { kind: 'op', name, op: 'Placeholder', inputs: [], attributes, outputs: [{ dtype, shape }] };
}

/** Writes down a traced graph op by op. */
export function tracedGraph(inputs: TracedGraph['inputs']) {
  const nodes: GraphNode[] = [];
  return {
    nodes,
    op(
      op: string,
      operands: readonly ValueRef[],
      output: ValueType,
      attributes: readonly Attribute[] = [],
    ): ValueRef {
      const name = `n${nodes.length}`;
      nodes.push({ kind: 'op', name, op, inputs: operands, attributes, outputs: [output] });
      return { node: name, output: 0 };
    },
    constant(given: Given): ValueRef {
      const name = `c${nodes.length}`;
      const { dtype, shape } = given;
      const values = typedValues(given) as Float32Array;
      nodes.push({ kind: 'constant', name, type: { dtype, shape }, values });
      return { node: name, output: 0 };
    },
    finish(ref: ValueRef, type: ValueType): TracedGraph {
      return { inputs, nodes, outputs: [{ name: 'output', ref, ...type }] };
    },
  };
}

export const attr = {
  type: (name: string, value: DataType): Attribute => ({ name, kind: 'type', value }),
  int: (name: string, value: number): Attribute => ({ name, kind: 'int', value }),
  float: (name: string, value: number): Attribute => ({ name, kind: 'float', value }),
  bool: (name: string, value: boolean): Attribute => ({ name, kind: 'bool', value }),
  string: (name: string, value: string): Attribute => ({ name, kind: 'string', value }),
  ints: (name: string, value: readonly number[]): Attribute => ({ name, kind: 'ints', value }),
};
