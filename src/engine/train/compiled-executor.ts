// Runs whole epochs inside TensorFlow: the step is recorded once, looped by TensorFlow, and called with tensors.
import { dialNames } from '../../core/choices/layers/layer';
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import { gatherRows } from '../compile/gather-rows';
import type { TracedGraph } from '../compile/graph';
import { recordedFunctions } from '../compile/graph-messages';
import { withMixedPrecision } from '../compile/mixed-precision';
import { compiledRecur, holdsIslands } from '../compile/recurrence';
import { type EntryPoint, loadProgram, type Program } from '../compile/program';
import { stepLoop } from '../compile/step-loop';
import { type NamedTensor, trace } from '../compile/tracer';
import type { NativeBackend } from '../runtime/binding';
import type { ExecutorInput } from './eager-executor';
import { evaluateInBlocks, evaluationOutputs } from './evaluation';
import { type EpochPlan, type Executor, lastDials, type TrainingTensors } from './executor';
import { holdState } from './held-state';
import { type StepDefinition, trainingStep } from './step';

export interface CompiledInput extends ExecutorInput {
  native: NativeBackend;
  xla: boolean;
  /** Whether the products of a training step run in bfloat16. Evaluation stays in float32. */
  mixed?: boolean;
}

export function createCompiledExecutor(input: CompiledInput): Executor {
  const { ops, definition, x, batchSize, xla } = input;
  let data = dataTensors(input);
  const rows = x.shape[0];
  const fullSteps = Math.floor(rows / batchSize);
  const tailRows = rows - fullSteps * batchSize;
  const held = holdState(ops, definition, input.state);
  const program = compileTraining(input, held.tensors, fullSteps, tailRows);
  /** By number of rows: shapes are part of a compiled program. */
  const evaluations = new Map<number, Program>();
  let stepsDone = 0;
  let plan: PlanTensors | null = null;
  let dials = lastDials(null);

  const releasePlan = () => {
    if (plan) for (const tensor of Object.values(plan)) tensor.dispose();
    plan = null;
  };
  const call = (entry: string, leading: readonly Tensor[]) => {
    held.replace(program.run(entry, [...leading, ...held.tensors]));
  };
  return {
    kind: xla ? 'xla' : 'graph',
    batchSize,
    steps: fullSteps + (tailRows > 0 ? 1 : 0),
    setRows(other) {
      data = dataTensors(other);
    },
    beginEpoch(next) {
      releasePlan();
      dials = lastDials(next);
      plan = planTensors(ops, next, fullSteps, batchSize);
      stepsDone = 0;
      held.zeroSums();
    },
    runSteps(from, to) {
      if (!plan) throw new Error('runSteps before beginEpoch');
      const bounds = [ops.scalar(from, 'int32'), ops.scalar(Math.min(to, fullSteps), 'int32')];
      if (from < fullSteps) call('loop', [...bounds, ...data, plan.batches, plan.dials, plan.keys]);
      if (from <= fullSteps && to > fullSteps && tailRows > 0) {
        call('tail', [...data, plan.tail, plan.tailDials, plan.tailKeys]);
      }
      for (const bound of bounds) bound.dispose();
      stepsDone = to;
    },
    endEpoch() {
      releasePlan();
      return held.means(Math.min(rows, stepsDone * batchSize));
    },
    snapshot: (of) => held.snapshot(of),
    evaluate: (variables, x, y) =>
      evaluateInBlocks(ops, x, y, (x, y) => {
        const evaluation = evaluations.get(x.shape[0]) ?? compileEvaluation(input, variables.tensors, x, y);
        evaluations.set(x.shape[0], evaluation);
        return evaluation.run('evaluate', [x, y, ...variables.tensors]);
      }),
    present: () => ({ definition, state: held.tensors, dials }),
    readState: () => held.read(),
    dispose() {
      releasePlan();
      held.dispose();
      program.dispose();
      for (const evaluation of evaluations.values()) evaluation.dispose();
    },
  };
}

/** The loop over the full batches, and one step for the shorter last batch, which XLA would compile anew for little gain. */
function compileTraining(
  input: CompiledInput,
  state: readonly Tensor[],
  fullSteps: number,
  tailRows: number,
): Program {
  const functions = [];
  const entries: EntryPoint[] = [];
  if (fullSteps > 0) {
    const step = traceLoopStep(input, state, fullSteps);
    const loop = stepLoop('loop', step, state.length, input.xla && !holdsIslands(step));
    functions.push(...loop.functions);
    entries.push(loop.entry);
  }
  if (tailRows > 0) {
    const step = { ...input.step, recur: compiledRecur(input.native, false) };
    const tail = traceTail({ ...input, step }, state, tailRows);
    functions.push(...recordedFunctions('tail', tail));
    entries.push({ name: 'tail', inputs: tail.inputs, outputs: tail.outputs, xla: false });
  }
  return loadProgram(input.native, functions, entries);
}

interface PlanTensors {
  batches: Tensor;
  tail: Tensor;
  dials: Tensor;
  tailDials: Tensor;
  keys: Tensor;
  tailKeys: Tensor;
}

/** The plan of an epoch as the program takes it: the full batches, and the shorter last one. */
function planTensors(
  ops: Ops,
  { order, dials, keys }: EpochPlan,
  fullSteps: number,
  batchSize: number,
): PlanTensors {
  const full = fullSteps * batchSize;
  const count = dialNames.length;
  const tailDials = new Float32Array(count);
  tailDials.set(dials.subarray(fullSteps * count, (fullSteps + 1) * count));
  const tailKeys = new Int32Array(2);
  tailKeys.set(keys.subarray(2 * fullSteps, 2 * fullSteps + 2));
  return {
    batches: ops.tensor2d(order.slice(0, full), [fullSteps, batchSize], 'int32'),
    tail: ops.tensor1d(order.slice(full), 'int32'),
    dials: ops.tensor2d(dials.slice(0, fullSteps * count), [fullSteps, count]),
    tailDials: ops.tensor1d(tailDials),
    keys: ops.tensor2d(keys.slice(0, 2 * fullSteps), [fullSteps, 2], 'int32'),
    tailKeys: ops.tensor1d(tailKeys, 'int32'),
  };
}

/** (index, …data, batches [steps, rows], dials [steps, dials], keys [steps, 2], …state) to next state. */
function traceLoopStep(input: CompiledInput, state: readonly Tensor[], steps: number): TracedGraph {
  const { ops, native, batchSize } = input;
  const own = {
    index: ops.scalar(0, 'int32'),
    batches: ops.zeros([steps, batchSize], 'int32'),
    dials: ops.zeros([steps, dialNames.length]),
    keys: ops.zeros([steps, 2], 'int32'),
  };
  const inputs = [
    named('index', own.index),
    ...dataInputs(input),
    named('batches', own.batches),
    named('dials', own.dials),
    named('keys', own.keys),
  ];
  return traceStep(input, inputs, state, Object.values(own), () => {
    const at = ops.reshape(own.index, [1]);
    const row = (values: Tensor) => ops.reshape(gatherRows(ops, native, values, at), [-1]) as Tensor1D;
    return { batch: row(own.batches), dials: row(own.dials), keys: row(own.keys) };
  });
}

/** (…data, rows [tail], dials, keys [2], …state) to next state. */
function traceTail(input: CompiledInput, state: readonly Tensor[], rows: number): TracedGraph {
  const { ops } = input;
  const batch = ops.zeros([rows], 'int32') as Tensor1D;
  const dials = ops.zeros([dialNames.length]) as Tensor1D;
  const keys = ops.zeros([2], 'int32') as Tensor1D;
  const inputs = [...dataInputs(input), named('batch', batch), named('dials', dials), named('keys', keys)];
  return traceStep(input, inputs, state, [batch, dials, keys], () => ({ batch, dials, keys }));
}

/** Records a training step on the rows that `pick` names; releases `own` when done. */
function traceStep(
  { native, ops, definition, step, x, y, weights, mixed }: CompiledInput,
  inputs: readonly NamedTensor[],
  state: readonly Tensor[],
  own: readonly Tensor[],
  pick: () => { batch: Tensor1D; dials: Tensor1D; keys: Tensor1D },
): TracedGraph {
  const temporary = [...own];
  try {
    const graph = trace(ops, native, [...inputs, ...stateInputs(definition, state)], () => {
      const { batch, dials, keys } = pick();
      const result = trainingStep(ops, definition, {
        x: gatherRows(ops, native, x, batch),
        y: gatherRows(ops, native, y, batch) as Tensor1D,
        weights: weights && (gatherRows(ops, native, weights, batch) as Tensor1D),
        dials,
        keys,
        state,
        step,
      });
      temporary.push(...result.kept);
      return result.state.map((tensor, i) => named(`next${i}`, tensor));
    });
    return mixed ? withMixedPrecision(graph) : graph;
  } finally {
    for (const tensor of temporary) tensor.dispose();
  }
}

function compileEvaluation(
  { ops, native, definition, step }: CompiledInput,
  variables: readonly Tensor[],
  x: Tensor2D,
  y: Tensor1D,
): Program {
  const inputs = [named('x', x), named('y', y), ...variables.map((tensor, i) => named(`v${i}`, tensor))];
  const graph = trace(ops, native, inputs, () =>
    evaluationOutputs(ops, definition, variables, x, y, step).map((tensor, i) => named(`o${i}`, tensor)),
  );
  const entry: EntryPoint = { name: 'evaluate', inputs: graph.inputs, outputs: graph.outputs, xla: false };
  return loadProgram(native, recordedFunctions('evaluate', graph), [entry]);
}

const named = (name: string, tensor: Tensor): NamedTensor => ({ name, tensor });
/** Features, targets and, where rows count differently, their weights. */
const dataTensors = ({ x, y, weights }: TrainingTensors): Tensor[] => (weights ? [x, y, weights] : [x, y]);
const dataInputs = (input: CompiledInput): NamedTensor[] =>
  dataTensors(input).map((tensor, i) => named(`data${i}`, tensor));
const stateInputs = ({ layout }: StepDefinition, state: readonly Tensor[]): NamedTensor[] =>
  layout.map((_, i) => named(`s${i}`, state[i] as Tensor));
