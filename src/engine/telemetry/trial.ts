// A short training apart from any run: batches are handed in one by one, and each step tells its loss.
import { dialNames } from '../../core/choices/layers/layer';
import { createRandom, streamOf } from '../../core/random';
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import { recordedFunctions } from '../compile/graph-messages';
import { type EntryPoint, loadProgram, type Program } from '../compile/program';
import { trace } from '../compile/tracer';
import type { NativeBackend } from '../runtime/binding';
import type { Runtime } from '../runtime/runtime';
import { type HeldState, holdState } from '../train/held-state';
import { initialState } from '../train/state';
import { type StepDefinition, trainingStep } from '../train/step';
import { createStepOps, type StepOps } from '../train/step-ops';

export interface TrialBatch {
  /** [rows, inputs] and [rows], always of the same number of rows; owned by the caller. */
  x: Tensor2D;
  y: Tensor1D;
}

export interface Trial {
  /** Back to the untrained network. */
  restart(): void;
  /** One step at that rate, without decay, dropout and mixing; returns the batch's loss before it. */
  step(batch: TrialBatch, learningRate: number): number;
  /** The loss of a batch as a step would have it, and nothing changes. */
  judge(batch: TrialBatch): number;
  dispose(): void;
}

export interface TrialInput {
  runtime: Pick<Runtime, 'ops' | 'native'>;
  definition: StepDefinition;
  /** Rows of a batch, and their width. */
  rows: number;
  inputs: number;
  seed: number;
}

/** Compiled where native TensorFlow is there. Weights of rows are not taken into account. */
export function createTrial(input: TrialInput): Trial {
  const { runtime, definition, seed } = input;
  const { ops, native } = runtime;
  const { network, layout } = definition;
  const step = createStepOps(ops, native);
  const start = initialState(network, layout, seed);
  const begin = () => holdState(ops, definition, start);
  let held = begin();
  let count = 0;
  const program = native && compileStep(input, native, held, step);
  const lossAt = layout.findIndex(({ name }) => name === 'sum/loss');
  const run = program ? compiledStep(program) : eagerStep(ops, definition, step);
  const next = (batch: TrialBatch, learningRate: number): Tensor[] => {
    const numbers = stepNumbers(ops, learningRate, seed, count);
    const state = run(held, batch, numbers);
    ops.dispose([numbers.dials, numbers.keys]);
    return state;
  };
  return {
    restart() {
      held.dispose();
      held = begin();
      count = 0;
    },
    step(batch, learningRate) {
      held.zeroSums();
      held.replace(next(batch, learningRate));
      count += 1;
      return held.means(input.rows).loss;
    },
    judge(batch) {
      held.zeroSums();
      const state = next(batch, 0);
      const loss = (state[lossAt] as Tensor).dataSync()[0] as number;
      ops.dispose(state.filter((tensor) => !held.tensors.includes(tensor)));
      return loss / input.rows;
    },
    dispose() {
      held.dispose();
      program?.dispose();
    },
  };
}

interface StepNumbers {
  dials: Tensor1D;
  keys: Tensor1D;
}

function stepNumbers(ops: Ops, learningRate: number, seed: number, count: number): StepNumbers {
  const dials = new Float32Array(dialNames.length);
  dials[dialNames.indexOf('learningRate')] = learningRate;
  dials[dialNames.indexOf('mixup')] = 1;
  dials[dialNames.indexOf('apply')] = 1;
  const random = createRandom(seed, (streamOf('trial') + count) | 0);
  const keys = Int32Array.from({ length: 2 }, () => random.integer(0x100000000) | 0);
  return { dials: ops.tensor1d(dials), keys: ops.tensor1d(keys, 'int32') };
}

/** The state after a step, some of whose tensors may be those of the state before. */
type RunStep = (held: HeldState, batch: TrialBatch, numbers: StepNumbers) => Tensor[];

function compiledStep(program: Program): RunStep {
  return (held, { x, y }, { dials, keys }) => program.run('step', [x, y, dials, keys, ...held.tensors]);
}

function eagerStep(ops: Ops, definition: StepDefinition, step: StepOps): RunStep {
  return (held, batch, numbers) => {
    let kept: Tensor[] = [];
    const next = ops.tidy(() => {
      const input = { ...batch, ...numbers, weights: null, state: held.tensors, step };
      const result = trainingStep(ops, definition, input);
      kept = result.kept;
      return result.state;
    });
    const state = new Set(next);
    for (const tensor of kept) if (!state.has(tensor)) tensor.dispose();
    return next;
  };
}

/** (x, y, dials, keys, …state) to next state. */
function compileStep(
  { runtime: { ops }, definition, rows, inputs, seed }: TrialInput,
  native: NativeBackend,
  { tensors: state }: HeldState,
  step: StepOps,
): Program {
  const own = { x: ops.zeros([rows, inputs]), y: ops.zeros([rows]), ...stepNumbers(ops, 0, seed, 0) };
  const temporary: Tensor[] = Object.values(own);
  const named = [
    ...Object.entries(own).map(([name, tensor]) => ({ name, tensor })),
    ...state.map((tensor, i) => ({ name: `s${i}`, tensor })),
  ];
  try {
    const graph = trace(ops, native, named, () => {
      const input = { ...own, y: own.y as Tensor1D, weights: null, state, step };
      const result = trainingStep(ops, definition, input);
      temporary.push(...result.kept);
      return result.state.map((tensor, i) => ({ name: `next${i}`, tensor }));
    });
    const entry: EntryPoint = { name: 'step', inputs: graph.inputs, outputs: graph.outputs, xla: false };
    return loadProgram(native, recordedFunctions('step', graph), [entry]);
  } finally {
    for (const tensor of temporary) tensor.dispose();
  }
}
