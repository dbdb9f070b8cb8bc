// Runs whole epochs inside TensorFlow: the step is recorded once, looped by TensorFlow, and called with tensors.
import type { Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import { gatherRows } from '../compile/gather-rows';
import type { TracedGraph } from '../compile/graph';
import { recordedFunction } from '../compile/graph-messages';
import { type EntryPoint, loadProgram, type Program } from '../compile/program';
import { stepLoop } from '../compile/step-loop';
import { type NamedTensor, trace } from '../compile/tracer';
import type { NativeBackend } from '../runtime/binding';
import type { ExecutorInput } from './eager-executor';
import { evaluateInBlocks, evaluationOutputs } from './evaluation';
import type { EpochPlan, Executor } from './executor';
import { holdState } from './held-state';
import { type StepDefinition, trainingStep } from './step';

export interface CompiledInput extends ExecutorInput {
  native: NativeBackend;
  xla: boolean;
}

export function createCompiledExecutor(input: CompiledInput): Executor {
  const { ops, definition, x, y, batchSize, xla } = input;
  const rows = x.shape[0];
  const fullSteps = Math.floor(rows / batchSize);
  const tailRows = rows - fullSteps * batchSize;
  const held = holdState(ops, definition, input.state);
  const program = compileTraining(input, held.tensors, fullSteps, tailRows);
  /** By number of rows: shapes are part of a compiled program. */
  const evaluations = new Map<number, Program>();
  let stepsDone = 0;
  let plan: { batches: Tensor; tail: Tensor; rates: Tensor; tailRate: Tensor } | null = null;

  const releasePlan = () => {
    if (plan) for (const tensor of Object.values(plan)) tensor.dispose();
    plan = null;
  };
  const call = (entry: string, leading: readonly Tensor[]) => {
    held.replace(program.run(entry, [...leading, ...held.tensors]));
  };
  return {
    kind: xla ? 'xla' : 'graph',
    steps: fullSteps + (tailRows > 0 ? 1 : 0),
    beginEpoch({ order, rates }: EpochPlan) {
      releasePlan();
      const full = fullSteps * batchSize;
      plan = {
        batches: ops.tensor2d(order.slice(0, full), [fullSteps, batchSize], 'int32'),
        tail: ops.tensor1d(order.slice(full), 'int32'),
        rates: ops.tensor1d(rates.slice(0, fullSteps)),
        tailRate: ops.scalar(rates[fullSteps] ?? 0),
      };
      stepsDone = 0;
      held.zeroSums();
    },
    runSteps(from, to) {
      if (!plan) throw new Error('runSteps before beginEpoch');
      const bounds = [ops.scalar(from, 'int32'), ops.scalar(Math.min(to, fullSteps), 'int32')];
      if (from < fullSteps) call('loop', [...bounds, x, y, plan.batches, plan.rates]);
      if (from <= fullSteps && to > fullSteps && tailRows > 0) call('tail', [x, y, plan.tail, plan.tailRate]);
      for (const bound of bounds) bound.dispose();
      stepsDone = to;
    },
    endEpoch() {
      releasePlan();
      return held.means(Math.min(rows, stepsDone * batchSize));
    },
    snapshot: () => held.snapshot(),
    evaluate: (variables, x, y) =>
      evaluateInBlocks(ops, x, y, (x, y) => {
        const evaluation = evaluations.get(x.shape[0]) ?? compileEvaluation(input, variables.tensors, x, y);
        evaluations.set(x.shape[0], evaluation);
        return evaluation.run('evaluate', [x, y, ...variables.tensors]);
      }),
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
    const loop = stepLoop('loop', traceLoopStep(input, state, fullSteps), state.length, input.xla);
    functions.push(...loop.functions);
    entries.push(loop.entry);
  }
  if (tailRows > 0) {
    const tail = traceTail(input, state, tailRows);
    functions.push(recordedFunction('tail', tail));
    entries.push({ name: 'tail', inputs: tail.inputs, outputs: tail.outputs, xla: false });
  }
  return loadProgram(input.native, functions, entries);
}

/** (index, x, y, batches [steps, rows], rates [steps], …state) to next state. */
function traceLoopStep(input: CompiledInput, state: readonly Tensor[], steps: number): TracedGraph {
  const { ops, native, batchSize } = input;
  const own = {
    index: ops.scalar(0, 'int32'),
    batches: ops.zeros([steps, batchSize], 'int32'),
    rates: ops.zeros([steps]),
  };
  const inputs = [
    named('index', own.index),
    ...dataInputs(input),
    named('batches', own.batches),
    named('rates', own.rates),
  ];
  return traceStep(input, inputs, state, Object.values(own), () => {
    const at = ops.reshape(own.index, [1]);
    return {
      batch: ops.reshape(gatherRows(ops, native, own.batches, at), [batchSize]) as Tensor1D,
      learningRate: ops.reshape(gatherRows(ops, native, own.rates, at), []),
    };
  });
}

/** (x, y, rows [tail], rate, …state) to next state. */
function traceTail(input: CompiledInput, state: readonly Tensor[], rows: number): TracedGraph {
  const batch = input.ops.zeros([rows], 'int32') as Tensor1D;
  const learningRate = input.ops.scalar(0);
  const inputs = [...dataInputs(input), named('batch', batch), named('rate', learningRate)];
  return traceStep(input, inputs, state, [batch, learningRate], () => ({ batch, learningRate }));
}

/** Records a training step on the rows that `pick` names; releases `own` when done. */
function traceStep(
  { native, ops, definition, uniform, x, y }: CompiledInput,
  inputs: readonly NamedTensor[],
  state: readonly Tensor[],
  own: readonly Tensor[],
  pick: () => { batch: Tensor1D; learningRate: Tensor },
): TracedGraph {
  const temporary = [...own];
  try {
    return trace(ops, native, [...inputs, ...stateInputs(definition, state)], () => {
      const { batch, learningRate } = pick();
      const result = trainingStep(ops, definition, {
        x: gatherRows(ops, native, x, batch),
        y: gatherRows(ops, native, y, batch) as Tensor1D,
        learningRate,
        state,
        uniform,
      });
      temporary.push(...result.kept);
      return result.state.map((tensor, i) => named(`next${i}`, tensor));
    });
  } finally {
    for (const tensor of temporary) tensor.dispose();
  }
}

function compileEvaluation(
  { ops, native, definition }: CompiledInput,
  variables: readonly Tensor[],
  x: Tensor2D,
  y: Tensor1D,
): Program {
  const inputs = [named('x', x), named('y', y), ...variables.map((tensor, i) => named(`v${i}`, tensor))];
  const graph = trace(ops, native, inputs, () =>
    evaluationOutputs(ops, definition, variables, x, y).map((tensor, i) => named(`o${i}`, tensor)),
  );
  const entry: EntryPoint = { name: 'evaluate', inputs: graph.inputs, outputs: graph.outputs, xla: false };
  return loadProgram(native, [recordedFunction('evaluate', graph)], [entry]);
}

const named = (name: string, tensor: Tensor): NamedTensor => ({ name, tensor });
const dataInputs = ({ x, y }: CompiledInput): NamedTensor[] => [named('x', x), named('y', y)];
const stateInputs = ({ layout }: StepDefinition, state: readonly Tensor[]): NamedTensor[] =>
  layout.map((_, i) => named(`s${i}`, state[i] as Tensor));
