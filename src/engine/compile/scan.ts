// A loop over time as a graph: one recorded step becomes a function of whole sequences.
import type { Attribute, ConstantNode, GraphNode, OpNode, TracedGraph, ValueRef, ValueType } from './graph';

export interface ScanInput {
  steps: number;
  /** From the last step to the first. */
  reverse: boolean;
  /** (…slices, …carries, …constants) to (…next carries, …pieces). */
  step: TracedGraph;
  /** Leading inputs of the step that are slices of sequences. */
  slices: number;
  /** Inputs behind them that go from step to step. */
  carries: number;
}

type Values = TracedGraph['inputs'];

const counter: ValueType = { dtype: 'int32', shape: [] };
/** A list of tensors, filled step by step. */
const list: ValueType = { dtype: 'variant', shape: [] };

/** (…sequences [steps, …], …first carries, …constants) to (…last carries, …stacks [steps, …] of the pieces). */
export function scanGraph(input: ScanInput): TracedGraph {
  const { steps, step, slices, carries } = input;
  const inputs: Values = step.inputs.map((value, i) =>
    i < slices ? { ...value, shape: [steps, ...value.shape] } : value,
  );
  const pieces = step.outputs.slice(carries);
  const lists = pieces.map((piece, i) => reserve(`list${i}`, piece, steps));
  const loop: Values = [
    { name: 't', ...counter },
    ...inputs,
    ...pieces.map((_, i) => ({ name: `l${i}`, ...list })),
  ];
  const start = constant('start', counter, Int32Array.of(0));
  const whole: OpNode = {
    kind: 'op',
    name: 'loop',
    op: 'StatelessWhile',
    inputs: [
      output('start'),
      ...inputs.map(({ name }) => output(name)),
      ...lists.map((_, i) => output(`list${i}`)),
    ],
    attributes: [
      { name: 'T', kind: 'types', value: loop.map(({ dtype }) => dtype) },
      { name: 'output_shapes', kind: 'shapes', value: loop.map(({ shape }) => shape) },
      { name: 'cond', kind: 'function', value: 'condition' },
      { name: 'body', kind: 'function', value: 'body' },
    ],
    outputs: loop,
  };
  const stacks = pieces.map((piece, i) =>
    stack(`stack${i}`, output('loop', 1 + inputs.length + i), piece, steps),
  );
  return {
    inputs,
    nodes: [start, ...lists.flat(), whole, ...stacks.flat()],
    outputs: [
      ...step.outputs
        .slice(0, carries)
        .map((value, i) => ({ ...value, ref: output('loop', 1 + slices + i) })),
      ...pieces.map((piece, i) => ({
        ...piece,
        shape: [steps, ...piece.shape],
        ref: output(`stack${i}`),
      })),
    ],
    functions: [
      { name: 'condition', graph: conditionGraph(loop, steps) },
      { name: 'body', graph: bodyGraph(input, loop) },
    ],
  };
}

function conditionGraph(loop: Values, steps: number): TracedGraph {
  const less = op('less', 'Less', [output('t'), output('steps')], { dtype: 'bool', shape: [] }, [
    { name: 'T', kind: 'type', value: 'int32' },
  ]);
  return {
    inputs: loop,
    nodes: [constant('steps', counter, Int32Array.of(steps)), less],
    outputs: [{ name: 'more', ref: output('less'), dtype: 'bool', shape: [] }],
  };
}

/** (t, …sequences, …carries, …constants, …lists) to the same of the next step. */
function bodyGraph({ step, slices, carries, steps, reverse }: ScanInput, loop: Values): TracedGraph {
  const integer: Attribute[] = [{ name: 'T', kind: 'type', value: 'int32' }];
  const place = reverse ? output('place') : output('t');
  const own = step.inputs.map(({ name }) => output(name));
  const nodes: GraphNode[] = [
    constant('one', counter, Int32Array.of(1)),
    op('next', 'AddV2', [output('t'), output('one')], counter, integer),
    constant('axis', counter, Int32Array.of(0)),
    ...(reverse
      ? [
          constant('last', counter, Int32Array.of(steps - 1)),
          op('place', 'Sub', [output('last'), output('t')], counter, integer),
        ]
      : []),
    ...step.inputs.slice(0, slices).map((value, i) => pick(`slice${i}`, own[i] as ValueRef, place, value)),
    {
      kind: 'op',
      name: 'step',
      op: 'PartitionedCall',
      inputs: [...own.slice(0, slices).map((_, i) => output(`slice${i}`)), ...own.slice(slices)],
      attributes: [
        { name: 'Tin', kind: 'types', value: step.inputs.map(({ dtype }) => dtype) },
        { name: 'Tout', kind: 'types', value: step.outputs.map(({ dtype }) => dtype) },
        { name: 'f', kind: 'function', value: 'step' },
      ],
      outputs: step.outputs,
    },
    ...step.outputs
      .slice(carries)
      .map((piece, i) =>
        op(`put${i}`, 'TensorListSetItem', [output(`l${i}`), place, output('step', carries + i)], list, [
          { name: 'element_dtype', kind: 'type', value: piece.dtype },
        ]),
      ),
  ];
  const next = loop.map(({ name, dtype, shape }, i) => {
    const carry = i - 1 - slices;
    const list = i - 1 - step.inputs.length;
    let ref = output(name);
    if (i === 0) ref = output('next');
    else if (list >= 0) ref = output(`put${list}`);
    else if (carry >= 0 && carry < carries) ref = output('step', carry);
    return { name: `o${i}`, dtype, shape, ref };
  });
  return { inputs: loop, nodes, outputs: next, functions: [{ name: 'step', graph: step }] };
}

const output = (node: string, output = 0): ValueRef => ({ node, output });

function op(name: string, op: string, inputs: ValueRef[], type: ValueType, attributes: Attribute[]): OpNode {
  return { kind: 'op', name, op, inputs, attributes, outputs: [type] };
}

function constant(name: string, type: ValueType, values: Int32Array): ConstantNode {
  return { kind: 'constant', name, type, values };
}

/** One step of a sequence. */
function pick(name: string, sequence: ValueRef, place: ValueRef, type: ValueType): OpNode {
  return op(name, 'GatherV2', [sequence, place, output('axis')], type, [
    { name: 'batch_dims', kind: 'int', value: 0 },
    { name: 'Tparams', kind: 'type', value: type.dtype },
    { name: 'Tindices', kind: 'type', value: 'int32' },
    { name: 'Taxis', kind: 'type', value: 'int32' },
  ]);
}

/** An empty list for `steps` tensors of that type. */
function reserve(name: string, { dtype, shape }: ValueType, steps: number): GraphNode[] {
  return [
    constant(`${name}-shape`, { dtype: 'int32', shape: [shape.length] }, Int32Array.from(shape)),
    constant(`${name}-length`, counter, Int32Array.of(steps)),
    op(name, 'TensorListReserve', [output(`${name}-shape`), output(`${name}-length`)], list, [
      { name: 'element_dtype', kind: 'type', value: dtype },
      { name: 'shape_type', kind: 'type', value: 'int32' },
    ]),
  ];
}

/** The tensors of a list as one. */
function stack(name: string, from: ValueRef, { dtype, shape }: ValueType, steps: number): GraphNode[] {
  return [
    constant(`${name}-shape`, { dtype: 'int32', shape: [shape.length] }, Int32Array.from(shape)),
    op(name, 'TensorListStack', [from, output(`${name}-shape`)], { dtype, shape: [steps, ...shape] }, [
      { name: 'element_dtype', kind: 'type', value: dtype },
      { name: 'num_elements', kind: 'int', value: steps },
    ]),
  ];
}
