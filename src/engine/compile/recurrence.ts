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
    if (learns) return differentiable(plan);
    return joined(plan, runForward(plan, addForward(plan, false), recurrence.inputs));
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

/** What a call of the forward loop gives for one part: the outputs, and of each step the states before it and its sums. */
type Pass = [outputs: Tensor, ...kept: Tensor[]];

function differentiable(plan: Plan): Tensor {
  const { ops, recurrence } = plan;
  const { inputs, weights, inputsLearn } = recurrence;
  const forward = addForward(plan, true);
  const backward = addBackward(plan);
  const run = ops.customGrad((...given: unknown[]) => {
    const save = given.at(-1) as (tensors: Tensor[]) => void;
    const x = inputsLearn ? (given[0] as Tensor) : inputs;
    const passes = runForward(plan, forward, x);
    save([x, ...weights, ...passes.flatMap(([, ...kept]) => kept)]);
    return {
      value: joined(plan, passes),
      gradFunc: (back: Tensor, saved: Tensor[]) => gradients(plan, backward, back, saved),
    };
  });
  return run(...(inputsLearn ? [inputs] : []), ...weights);
}

/** A function of the recorded graph. */
interface Added {
  name: string;
  graph: TracedGraph;
}

function add({ recording }: Plan, graph: TracedGraph): Added {
  return { name: recording.addFunction(graph), graph };
}

/** Runs the forward loop on each part of the rows. */
function runForward(plan: Plan, forward: Added, inputs: Tensor): Pass[] {
  const start = firstStates(plan);
  return split(plan.ops, inputs, plan.parts).map(
    (x) => call(plan, forward, [x, ...start, ...plan.recurrence.weights]) as Pass,
  );
}

/** (x, …first states, …weights) to (outputs, …states before each step, …sums of each step), the latter two if kept. */
function addForward(plan: Plan, keeps: boolean): Added {
  const { cell, reverse, inputs } = plan.recurrence;
  const step = plan.recording.traceApart(
    [sliceType(plan), ...stateTypes(plan), ...weightTypes(plan)],
    ([x, ...rest]) => {
      const before = rest.slice(0, cell.states);
      const sums = cell.sums(plan.ops, x as Tensor, before, rest.slice(cell.states));
      const after = cell.next(plan.ops, sums, before);
      return [...after, after[0] as Tensor, ...(keeps ? [...before, ...sums] : [])];
    },
  );
  const steps = inputs.shape[0] as number;
  return add(plan, behind(scanGraph({ steps, reverse, step, slices: 1, carries: cell.states }), cell.states));
}

/**
 * (x, gradient of the outputs, …states before, …sums, …gradients of the last states, …zeros like the weights, …weights)
 * to (…gradients of the weights, gradient of x if it learns). The body comes from automatic differentiation of the cell.
 */
function addBackward(plan: Plan): Added {
  const { reverse, inputs, inputsLearn, weights } = plan.recurrence;
  const states = stateTypes(plan);
  const sums = sumTypes(plan);
  const step = plan.recording.traceApart(
    [
      sliceType(plan),
      stateType(plan),
      ...states,
      ...sums,
      ...states,
      ...weightTypes(plan),
      ...weightTypes(plan),
    ],
    (given) => {
      const [x, back, ...rest] = given as [Tensor, Tensor, ...Tensor[]];
      const take = (count: number) => rest.splice(0, count);
      const found = stepGradients(plan, {
        x,
        before: take(states.length),
        sums: take(sums.length),
        back: addFirst(plan.ops, take(states.length), back),
        totals: take(weights.length),
        weights: rest,
      });
      return [...found.states, ...found.totals, ...(inputsLearn ? [found.x as Tensor] : [])];
    },
  );
  const graph = scanGraph({
    steps: inputs.shape[0] as number,
    reverse: !reverse,
    step,
    slices: 2 + states.length + sums.length,
    carries: states.length + weights.length,
  });
  return add(plan, behind(graph, states.length));
}

interface BackwardStep {
  x: Tensor;
  before: Tensor[];
  sums: Tensor[];
  /** Gradients of the states after the step. */
  back: Tensor[];
  /** Gradients of the weights over the steps done. */
  totals: Tensor[];
  weights: Tensor[];
}

/** Gradients of the states before the step, of the weights with this step's added, and of x if it learns. */
function stepGradients({ ops, recurrence }: Plan, step: BackwardStep) {
  const { cell, inputsLearn } = recurrence;
  const { x, before, sums, back, totals, weights } = step;
  const ofNext = gradientsOf(ops, [...sums, ...before], back, (given) =>
    cell.next(ops, given.slice(0, sums.length), given.slice(sums.length)),
  );
  const learning = [...before, ...weights, ...(inputsLearn ? [x] : [])];
  const backSums = sums.map((sum, i) => ofNext[i] ?? ops.zerosLike(sum));
  const ofSums = gradientsOf(ops, learning, backSums, (given) => {
    const [states, rest] = [given.slice(0, before.length), given.slice(before.length)];
    const now = inputsLearn ? (rest.at(-1) as Tensor) : x;
    return cell.sums(ops, now, states, rest.slice(0, weights.length));
  });
  return {
    states: before.map((state, i) => total(ops, state, [ofNext[sums.length + i], ofSums[i]])),
    totals: totals.map((sum, i) => total(ops, sum, [sum, ofSums[before.length + i]])),
    x: inputsLearn ? total(ops, x, [ofSums.at(-1)]) : null,
  };
}

/** Gradients of `compute` at those tensors for the gradients `back` of its results; null where it does not depend on one. */
function gradientsOf(
  ops: Ops,
  tensors: Tensor[],
  back: Tensor[],
  compute: (tensors: Tensor[]) => Tensor[],
): (Tensor | null)[] {
  const run = () => sideBySide(ops, compute(tensors));
  // Unlike `ops.grads`, this bears tensors that the result does not depend on.
  return ops.engine().gradients(run, tensors, sideBySide(ops, back), true).grads;
}

/** The sum of those that are there, in the shape of `like`. */
function total(ops: Ops, like: Tensor, found: readonly (Tensor | null | undefined)[]): Tensor {
  const present = found.filter((tensor) => tensor !== null && tensor !== undefined);
  return present.length > 0 ? present.reduce((sum, tensor) => ops.add(sum, tensor)) : ops.zerosLike(like);
}

/** Gradients of the inputs, if they learn, and of the weights. */
function gradients(plan: Plan, backward: Added, back: Tensor, saved: Tensor[]): Tensor[] {
  const { ops, parts, recurrence } = plan;
  const count = recurrence.weights.length;
  const [x, ...rest] = saved as [Tensor, ...Tensor[]];
  const weights = rest.splice(0, count);
  const kept = rest.length / parts;
  const backs = split(ops, back, parts);
  const zeros = weights.map((weight) => ops.fill([...weight.shape], 0) as Tensor);
  const start = firstStates(plan);
  const found = split(ops, x, parts).map((part, i) => {
    const own = rest.slice(i * kept, (i + 1) * kept);
    return call(plan, backward, [part, backs[i] as Tensor, ...own, ...start, ...zeros, ...weights]);
  });
  const ofWeights = weights.map((_, i) =>
    found.map((part) => part[i] as Tensor).reduce((sum, part) => ops.add(sum, part)),
  );
  const ofInputs = recurrence.inputsLearn
    ? [
        sideBySide(
          ops,
          found.map((part) => part[count] as Tensor),
        ),
      ]
    : [];
  return [...ofInputs, ...ofWeights];
}

/** Records the call of an added function. */
function call({ recording, xla }: Plan, { name, graph }: Added, inputs: Tensor[]): Tensor[] {
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

function addFirst(ops: Ops, [first, ...others]: Tensor[], value: Tensor): Tensor[] {
  return [ops.add(first as Tensor, value), ...others];
}

const joined = ({ ops }: Plan, passes: readonly Pass[]): Tensor =>
  sideBySide(
    ops,
    passes.map(([outputs]) => outputs),
  );

/** Along the second axis. */
const sideBySide = (ops: Ops, parts: Tensor[]): Tensor =>
  parts.length === 1 ? (parts[0] as Tensor) : ops.concat(parts, 1);
const split = (ops: Ops, x: Tensor, parts: number): Tensor[] => (parts === 1 ? [x] : ops.split(x, parts, 1));

const float = (shape: readonly number[]): ValueType => ({ dtype: 'float32', shape });
const rowsOfPart = ({ recurrence, parts }: Plan) => (recurrence.inputs.shape[1] as number) / parts;
const sliceType = (plan: Plan) => float([rowsOfPart(plan), plan.recurrence.inputs.shape[2] as number]);
const stateType = (plan: Plan) => float([rowsOfPart(plan), plan.recurrence.units]);
const stateTypes = (plan: Plan) => Array.from({ length: plan.recurrence.cell.states }, () => stateType(plan));
const weightTypes = ({ recurrence }: Plan) => recurrence.weights.map(({ shape }) => float(shape));

/** Found by recording the sums once. */
function sumTypes(plan: Plan): ValueType[] {
  const { cell } = plan.recurrence;
  const graph = plan.recording.traceApart(
    [sliceType(plan), ...stateTypes(plan), ...weightTypes(plan)],
    ([x, ...rest]) => cell.sums(plan.ops, x as Tensor, rest.slice(0, cell.states), rest.slice(cell.states)),
  );
  return graph.outputs.map(({ shape }) => float(shape));
}
