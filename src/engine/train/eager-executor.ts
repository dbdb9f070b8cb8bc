// Runs steps op by op, on any backend: the fallback without native TensorFlow, and the oracle of the compiled executor.
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import { holdState } from './held-state';
import { type EpochPlan, type Executor, lastDials, type TrainingTensors } from './executor';
import { evaluateInBlocks, evaluationOutputs } from './evaluation';
import { dialNames } from '../../core/choices/layers/layer';
import type { StateValues } from './state';
import { type StepDefinition, trainingStep } from './step';
import type { StepOps } from './step-ops';

export interface ExecutorInput {
  ops: Ops;
  definition: StepDefinition;
  step: StepOps;
  /** Training rows [rows, inputs], their targets [rows] and how much each counts [rows]; owned by the caller. */
  x: Tensor2D;
  y: Tensor1D;
  weights: Tensor1D | null;
  batchSize: number;
  state: StateValues;
}

export function createEagerExecutor(input: ExecutorInput): Executor {
  const { ops, definition, step, batchSize } = input;
  let data: TrainingTensors = input;
  const rows = data.x.shape[0];
  const held = holdState(ops, definition, input.state);
  let plan: EpochPlan | null = null;
  let stepsDone = 0;

  const runStep = (i: number, { order, dials, keys }: EpochPlan) => {
    const batch = order.slice(i * batchSize, Math.min(rows, (i + 1) * batchSize));
    let kept: Tensor[] = [];
    const next = ops.tidy(() => {
      const index = ops.tensor1d(batch, 'int32');
      const result = trainingStep(ops, definition, {
        x: ops.gather(data.x, index),
        y: ops.gather(data.y, index),
        weights: data.weights && ops.gather(data.weights, index),
        dials: ops.tensor1d(dials.slice(i * dialNames.length, (i + 1) * dialNames.length)),
        keys: ops.tensor1d(keys.slice(2 * i, 2 * i + 2), 'int32'),
        state: held.tensors,
        step,
      });
      kept = result.kept;
      return result.state;
    });
    const state = new Set(next);
    for (const tensor of kept) if (!state.has(tensor)) tensor.dispose();
    held.replace(next);
  };

  return {
    kind: 'eager',
    batchSize,
    steps: Math.ceil(rows / batchSize),
    setRows(other) {
      data = other;
    },
    beginEpoch(next) {
      plan = next;
      stepsDone = 0;
      held.zeroSums();
    },
    runSteps(from, to) {
      if (!plan) throw new Error('runSteps before beginEpoch');
      for (let i = from; i < to; i++) runStep(i, plan);
      stepsDone = to;
    },
    endEpoch: () => held.means(Math.min(rows, stepsDone * batchSize)),
    snapshot: (of) => held.snapshot(of),
    evaluate: (variables, x, y) =>
      evaluateInBlocks(ops, x, y, (x, y) =>
        evaluationOutputs(ops, definition, variables.tensors, x, y, step),
      ),
    present: () => ({ definition, state: held.tensors, dials: lastDials(plan) }),
    readState: () => held.read(),
    dispose: () => held.dispose(),
  };
}
