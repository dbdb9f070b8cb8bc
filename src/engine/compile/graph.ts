// A recorded computation: TensorFlow ops as plain data. The tracer makes it; training and every export read it.

/** Numbers of tensorflow/core/framework/types.proto. */
export const dataTypes = {
  float32: 1,
  float64: 2,
  int32: 3,
  string: 7,
  bool: 10,
  bfloat16: 14,
  variant: 21,
} as const;
export type DataType = keyof typeof dataTypes;

/** One output of a node, or a graph input (`node` is then the input's name). */
export interface ValueRef {
  node: string;
  output: number;
}

/** An attribute of an op, in the words of TensorFlow's op registry. */
export type Attribute =
  | { name: string; kind: 'type'; value: DataType }
  | { name: string; kind: 'int' | 'float'; value: number }
  | { name: string; kind: 'bool'; value: boolean }
  | { name: string; kind: 'string'; value: string }
  | { name: string; kind: 'shape'; value: readonly number[] }
  | { name: string; kind: 'types'; value: readonly DataType[] }
  | { name: string; kind: 'ints'; value: readonly number[] }
  | { name: string; kind: 'shapes'; value: readonly (readonly number[])[] }
  /** The name of a function of the same graph. */
  | { name: string; kind: 'function'; value: string };

export interface ValueType {
  dtype: DataType;
  shape: readonly number[];
}

export interface OpNode {
  kind: 'op';
  name: string;
  /** TensorFlow op, such as `MatMul` or `AddV2`. */
  op: string;
  inputs: readonly ValueRef[];
  attributes: readonly Attribute[];
  outputs: readonly ValueType[];
}

export interface ConstantNode {
  kind: 'constant';
  name: string;
  type: ValueType;
  values: Float32Array | Int32Array | Uint8Array;
}

export type GraphNode = OpNode | ConstantNode;

/** Nodes stand in an order in which they can be computed. */
export interface TracedGraph {
  inputs: readonly ({ name: string } & ValueType)[];
  nodes: readonly GraphNode[];
  outputs: readonly ({ name: string; ref: ValueRef } & ValueType)[];
  /** Functions that its nodes name in attributes, such as the body of a loop; none unless given. */
  functions?: readonly NestedFunction[];
}

/** A function within a graph. It uses nothing but its own inputs. */
export interface NestedFunction {
  name: string;
  graph: TracedGraph;
}
