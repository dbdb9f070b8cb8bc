// Turns one recorded step into a function that runs many steps inside TensorFlow.
import type { Message } from '../protobuf/message';
import { type TracedGraph, type ValueType } from './graph';
import {
  boolAttribute,
  functionAttribute,
  functionMessage,
  nodeMessage,
  recordedFunctions,
  shapesAttribute,
  typeAttribute,
  typesAttribute,
} from './graph-messages';
import type { EntryPoint } from './program';

const counter: ValueType = { dtype: 'int32', shape: [] };

/**
 * `step` takes (index, …constants, …state) and gives the next state in the same order and types as it took it.
 * The entry takes (from, to, …constants, …state), runs the step for from ≤ index < to, and gives the last state.
 */
export function stepLoop(
  name: string,
  step: TracedGraph,
  stateCount: number,
  xla: boolean,
): { functions: Message[]; entry: EntryPoint } {
  const carried = step.inputs.slice(1);
  const constants = carried.slice(0, carried.length - stateCount);
  const state = carried.slice(carried.length - stateCount);
  const loop = [counter, counter, ...carried];
  const loopInputs = loop.map(({ dtype }, i) => ({ name: `a${i}`, dtype }));
  const names = { step: `${name}_step`, body: `${name}_body`, condition: `${name}_condition` };
  const condition = functionMessage({
    name: names.condition,
    inputs: loopInputs,
    outputs: [{ name: 'more', dtype: 'bool', value: 'less:z:0' }],
    nodes: [
      nodeMessage({
        name: 'less',
        op: 'Less',
        inputs: ['a0', 'a1'],
        attributes: { T: typeAttribute('int32') },
      }),
    ],
  });
  const entryFunction = functionMessage({
    name,
    inputs: loopInputs,
    outputs: state.map(({ dtype }, i) => ({
      name: `o${i}`,
      dtype,
      value: `while:output:${2 + constants.length + i}`,
    })),
    nodes: [
      nodeMessage({
        name: 'while',
        op: 'StatelessWhile',
        inputs: loopInputs.map((input) => input.name),
        attributes: {
          T: typesAttribute(loop.map((value) => value.dtype)),
          output_shapes: shapesAttribute(loop.map((value) => value.shape)),
          cond: functionAttribute(names.condition),
          body: functionAttribute(names.body),
        },
      }),
    ],
    attributes: xla ? { _XlaMustCompile: boolAttribute(true) } : {},
  });
  return {
    functions: [
      ...recordedFunctions(names.step, step),
      bodyFunction(names, loop, constants.length, state),
      condition,
      entryFunction,
    ],
    entry: { name, inputs: loop, outputs: state, xla },
  };
}

/** (index, to, …constants, …state) to (index + 1, to, …constants, …next state). */
function bodyFunction(
  names: { step: string; body: string },
  loop: readonly ValueType[],
  constantCount: number,
  state: readonly ValueType[],
): Message {
  const inputs = loop.map(({ dtype }, i) => ({ name: `a${i}`, dtype }));
  const stepInputs = inputs.filter((_, i) => i !== 1);
  const call = nodeMessage({
    name: 'step',
    op: 'PartitionedCall',
    inputs: stepInputs.map((input) => input.name),
    attributes: {
      Tin: typesAttribute(stepInputs.map((input) => input.dtype)),
      Tout: typesAttribute(state.map((value) => value.dtype)),
      f: functionAttribute(names.step),
    },
  });
  const nodes = [
    call,
    nodeMessage({
      name: 'one',
      op: 'OnesLike',
      inputs: ['a0'],
      attributes: { T: typeAttribute('int32') },
    }),
    nodeMessage({
      name: 'next',
      op: 'AddV2',
      inputs: ['a0', 'one:y:0'],
      attributes: { T: typeAttribute('int32') },
    }),
  ];
  const firstState = 2 + constantCount;
  const outputs = inputs.map(({ dtype }, i) => {
    const kept = `a${i}`;
    const value = i === 0 ? 'next:z:0' : i < firstState ? kept : `step:output:${i - firstState}`;
    return { name: `o${i}`, dtype, value };
  });
  return functionMessage({ name: names.body, inputs, outputs, nodes });
}
