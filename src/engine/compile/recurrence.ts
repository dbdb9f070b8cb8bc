// A recurrence inside a recorded step: a loop over time that TensorFlow runs, with the loop of its gradient beside it.
import { unrolled } from '../../core/choices/cells/unrolled';
import type { Recur, Recurrence } from '../../core/choices/cells/cell';
import type { Ops, Tensor } from '../../core/tensor';
import type { NativeBackend } from '../runtime/binding';
import type { Attribute, TracedGraph, ValueType } from './graph';
import { type Recording, recordingOn } from './tracer';
import { scanGraph } from './scan';

// On a CPU, XLA runs a loop on one core. Rows do not see each other, so two loops over half the rows each use two. Parts
// follow from the rows alone, never from the machine: the same run must add up in the same order everywhere.
const SMALLEST_PART = 64;
const MOST_PARTS = 4;

/**
 * `islands`: XLA compiles each recurrence by itself, in a step that is otherwise a plain graph; without, the recurrence
 * is compiled as the step around it is. Where nothing is recorded it runs step by step.
 */
export function compiledRecur(native: NativeBackend, islands: boolean): Recur {
  return (ops, recurrence) => {
    const recording = recordingOn(native);
    if (!recording) return unrolled(ops, recurrence);
    const learns = ops.engine().state.gradientDepth > 0;
    const rows = recurrence.inputs.shape[1] as number;
    const xla = islands && learns;
    const plan: Plan = { ops, recording, recurrence, parts: xla ? partsOf(rows) : 1, xla };
    return learns ? differentiable(plan) : joined(plan, forward(plan, recurrence.inputs, false));
  };
}

/** Whether XLA compiles parts of that graph by themselves, so that it must not compile the whole. */
export function holdsIslands(graph: TracedGraph): boolean {
  return graph.nodes.some(
    (node) => node.kind === 'op' && node.attributes.some((attribute) => attribute.name === MUST_COMPILE),
  );
}

const MUST_COMPILE = '_XlaMustCompile';

/** How many equal parts of rows run beside each other. */
export function partsOf(rows: number): number {
  for (let parts = MOST_PARTS; parts > 1; parts--) {
    if (rows % parts === 0 && rows / parts >= SMALLEST_PART) return parts;
  }
  return 1;
}

interface Plan {
  ops: Ops;
  recording: Recording;
  recurrence: Recurrence;
  parts: number;
  xla: boolean;
}

/** What a call of the forward loop gives for one part: the outputs, and the states before each step if asked for. */
type Pass = [outputs: Tensor, ...before: Tensor[]];

function differentiable(plan: Plan): Tensor {
  const { ops, recurrence } = plan;
  const { inputs, weights, inputsLearn } = recurrence;
  const backward = addBackward(plan);
  const run = ops.customGrad((...given: unknown[]) => {
    const save = given.at(-1) as (tensors: Tensor[]) => void;
    const x = inputsLearn ? (given[0] as Tensor) : inputs;
    const passes = forward(plan, x, true);
    save([x, ...weights, ...passes.flatMap(([, ...before]) => before)]);
    return {
      value: joined(plan, passes),
      gradFunc: (back: Tensor, saved: Tensor[]) => gradients(plan, backward, back, saved),
    };
  });
  return run(...(inputsLearn ? [inputs] : []), ...weights);
}

/** Runs the forward loop on each part of the rows. */
function forward(plan: Plan, inputs: Tensor, keepsStates: boolean): Pass[] {
  const { recording, recurrence, ops } = plan;
  const graph = forwardGraph(plan, keepsStates);
  const name = recording.addFunction(graph);
  const start = firstStates(plan);
  return split(ops, inputs, plan.parts).map(
    (x) => call(plan, name, graph, [x, ...start, ...recurrence.weights]) as Pass,
  );
}

/** (x, …states, …weights) to (outputs, …states before each step). */
function forwardGraph(plan: Plan, keepsStates: boolean): TracedGraph {
  const { cell, reverse, inputs } = plan.recurrence;
  const step = plan.recording.traceApart(
    [sliceType(plan), ...stateTypes(plan), ...weightTypes(plan)],
    ([x, ...rest]) => {
      const before = rest.slice(0, cell.states);
      const after = cell.step(plan.ops, x as Tensor, before, rest.slice(cell.states));
      return [...after, after[0] as Tensor, ...(keepsStates ? before : [])];
    },
  );
  const steps = inputs.shape[0] as number;
  return behind(scanGraph({ steps, reverse, step, slices: 1, carries: cell.states }), cell.states);
}

/** Adds (x, gradient of the outputs, …states before, …) to (…gradients of the weights, gradient of x if it learns). */
function addBackward(plan: Plan): { name: string; graph: TracedGraph } {
  const { cell, reverse, inputs, inputsLearn, weights } = plan.recurrence;
  const { ops, recording } = plan;
  const states = stateTypes(plan);
  const step = recording.traceApart(
    [sliceType(plan), stateType(plan), ...states, ...states, ...weightTypes(plan), ...weightTypes(plan)],
    (given) => {
      const [x, back, ...rest] = given as [Tensor, Tensor, ...Tensor[]];
      const take = (count: number) => rest.splice(0, count);
      const before = take(cell.states);
      const [first, ...others] = take(cell.states) as [Tensor, ...Tensor[]];
      const sums = take(weights.length);
      const learning = [...before, ...rest, ...(inputsLearn ? [x] : [])];
      const gradientsOf = ops.grads((...now: Tensor[]) =>
        sideBySide(
          ops,
          cell.step(
            ops,
            inputsLearn ? (now.at(-1) as Tensor) : x,
            now.slice(0, cell.states),
            now.slice(cell.states, cell.states + weights.length),
          ),
        ),
      );
      const found = gradientsOf(learning, sideBySide(ops, [ops.add(first, back), ...others]));
      const ofWeights = found.slice(cell.states, cell.states + weights.length);
      return [
        ...found.slice(0, cell.states),
        ...sums.map((sum, i) => ops.add(sum, ofWeights[i] as Tensor)),
        ...(inputsLearn ? [found.at(-1) as Tensor] : []),
      ];
    },
  );
  const graph = scanGraph({
    steps: inputs.shape[0] as number,
    reverse: !reverse,
    step,
    slices: 2 + cell.states,
    carries: cell.states + weights.length,
  });
  const whole = behind(graph, cell.states);
  return { name: recording.addFunction(whole), graph: whole };
}

/** Gradients of the inputs, if they learn, and of the weights. */
function gradients(
  plan: Plan,
  { name, graph }: { name: string; graph: TracedGraph },
  back: Tensor,
  saved: Tensor[],
): Tensor[] {
  const { ops, parts, recurrence } = plan;
  const { cell, inputsLearn } = recurrence;
  const count = recurrence.weights.length;
  const [x, ...rest] = saved as [Tensor, ...Tensor[]];
  const weights = rest.splice(0, count);
  const backs = split(ops, back, parts);
  const sums = weights.map((weight) => ops.fill([...weight.shape], 0) as Tensor);
  const found = split(ops, x, parts).map((part, i) =>
    call(plan, name, graph, [
      part,
      backs[i] as Tensor,
      ...rest.slice(i * cell.states, (i + 1) * cell.states),
      ...firstStates(plan),
      ...sums,
      ...weights,
    ]),
  );
  const ofWeights = weights.map((_, i) =>
    found.map((part) => part[i] as Tensor).reduce((sum, part) => ops.add(sum, part)),
  );
  const ofInputs = inputsLearn
    ? [
        concatRows(
          ops,
          found.map((part) => part[count] as Tensor),
        ),
      ]
    : [];
  return [...ofInputs, ...ofWeights];
}

/** Records the call of an added function. */
function call({ recording, xla }: Plan, name: string, graph: TracedGraph, inputs: Tensor[]): Tensor[] {
  const attributes: Attribute[] = [
    { name: 'Tin', kind: 'types', value: graph.inputs.map(({ dtype }) => dtype) },
    { name: 'Tout', kind: 'types', value: graph.outputs.map(({ dtype }) => dtype) },
    { name: 'f', kind: 'function', value: name },
  ];
  if (!xla) return recording.addNode('PartitionedCall', attributes, inputs, graph.outputs);
  const compiled: Attribute = { name: MUST_COMPILE, kind: 'bool', value: true };
  return recording.addNode('StatefulPartitionedCall', [...attributes, compiled], inputs, graph.outputs);
}

/** The graph without its first outputs. */
const behind = (graph: TracedGraph, count: number): TracedGraph => ({
  ...graph,
  outputs: graph.outputs.slice(count),
});

function firstStates({ ops, recurrence, parts }: Plan): Tensor[] {
  const rows = (recurrence.inputs.shape[1] as number) / parts;
  return Array.from({ length: recurrence.cell.states }, () => ops.fill([rows, recurrence.units], 0));
}

const joined = ({ ops }: Plan, passes: readonly Pass[]): Tensor =>
  concatRows(
    ops,
    passes.map(([outputs]) => outputs),
  );

const concatRows = (ops: Ops, parts: Tensor[]): Tensor =>
  parts.length === 1 ? (parts[0] as Tensor) : ops.concat(parts, 1);
const sideBySide = concatRows;
const split = (ops: Ops, x: Tensor, parts: number): Tensor[] => (parts === 1 ? [x] : ops.split(x, parts, 1));

const float = (shape: readonly number[]): ValueType => ({ dtype: 'float32', shape });
const rowsOfPart = ({ recurrence, parts }: Plan) => (recurrence.inputs.shape[1] as number) / parts;
const sliceType = (plan: Plan) => float([rowsOfPart(plan), plan.recurrence.inputs.shape[2] as number]);
const stateType = (plan: Plan) => float([rowsOfPart(plan), plan.recurrence.units]);
const stateTypes = (plan: Plan) => Array.from({ length: plan.recurrence.cell.states }, () => stateType(plan));
const weightTypes = ({ recurrence }: Plan) => recurrence.weights.map(({ shape }) => float(shape));
