// Runs steps op by op, on any backend: the fallback without native TensorFlow, and the oracle of the compiled executor.
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import { holdState } from './held-state';
import type { EpochPlan, Executor } from './executor';
import { evaluateInBlocks, evaluationOutputs } from './evaluation';
import type { UniformAt } from './random-ops';
import type { StateValues } from './state';
import { type StepDefinition, trainingStep } from './step';

export interface ExecutorInput {
  ops: Ops;
  definition: StepDefinition;
  uniform: UniformAt;
  /** Training rows [rows, inputs] and their targets [rows]; owned by the caller. */
  x: Tensor2D;
  y: Tensor1D;
  batchSize: number;
  state: StateValues;
}

export function createEagerExecutor(input: ExecutorInput): Executor {
  const { ops, definition, uniform, x, y, batchSize } = input;
  const rows = x.shape[0];
  const held = holdState(ops, definition, input.state);
  let plan: EpochPlan | null = null;
  let stepsDone = 0;

  const runStep = (i: number, { order, rates }: EpochPlan) => {
    const batch = order.slice(i * batchSize, Math.min(rows, (i + 1) * batchSize));
    let kept: Tensor[] = [];
    const next = ops.tidy(() => {
      const index = ops.tensor1d(batch, 'int32');
      const result = trainingStep(ops, definition, {
        x: ops.gather(x, index),
        y: ops.gather(y, index),
        learningRate: ops.scalar(rates[i] as number),
        state: held.tensors,
        uniform,
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
    steps: Math.ceil(rows / batchSize),
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
    snapshot: () => held.snapshot(),
    evaluate: (variables, x, y) =>
      evaluateInBlocks(ops, x, y, (x, y) => evaluationOutputs(ops, definition, variables.tensors, x, y)),
    readState: () => held.read(),
    dispose: () => held.dispose(),
  };
}
