// Makes the executor of a kind on a runtime.
import type { Tensor1D, Tensor2D } from '../../core/tensor';
import { HoneError } from '../../core/errors';
import type { Runtime } from '../runtime/runtime';
import { createCompiledExecutor } from './compiled-executor';
import { createEagerExecutor } from './eager-executor';
import type { Executor, ExecutorKind } from './executor';
import type { StateValues } from './state';
import type { StepDefinition } from './step';
import { createStepOps } from './step-ops';

export interface ExecutorSetup {
  definition: StepDefinition;
  /** Training rows [rows, inputs], their targets [rows] and how much each counts [rows]; owned by the caller. */
  x: Tensor2D;
  y: Tensor1D;
  weights: Tensor1D | null;
  batchSize: number;
  state: StateValues;
  /** Whether the products of a step run in bfloat16, which only compiled executors do. */
  mixed?: boolean;
}

/** Throws `runtime-unavailable` for a compiled kind without native TensorFlow. */
export function createExecutor(
  { ops, native, device }: Runtime,
  kind: ExecutorKind,
  setup: ExecutorSetup,
): Executor {
  const islands = kind === 'xla' && !device.startsWith('gpu');
  const input = { ...setup, ops, step: createStepOps(ops, native, islands) };
  if (kind === 'eager') return createEagerExecutor(input);
  if (!native) {
    throw new HoneError('runtime-unavailable', `The executor ${kind} needs native TensorFlow.`, {
      place: { field: 'hardware.executor' },
      fix: 'Choose the executor auto or eager.',
    });
  }
  return createCompiledExecutor({ ...input, native, xla: kind === 'xla', mixed: setup.mixed ?? false });
}
