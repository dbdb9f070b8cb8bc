// Makes the executor of a kind on a runtime.
import type { Tensor1D, Tensor2D } from '../../core/tensor';
import { HoneError } from '../../core/errors';
import type { Runtime } from '../runtime/runtime';
import { createCompiledExecutor } from './compiled-executor';
import { createEagerExecutor } from './eager-executor';
import type { Executor, ExecutorKind } from './executor';
import { uniformSource } from './random-ops';
import type { StateValues } from './state';
import type { StepDefinition } from './step';

export interface ExecutorSetup {
  definition: StepDefinition;
  /** Training rows [rows, inputs] and their targets [rows]; owned by the caller. */
  x: Tensor2D;
  y: Tensor1D;
  batchSize: number;
  state: StateValues;
  /** Of everything random within a step. */
  seed: number;
}

/** Throws `runtime-unavailable` for a compiled kind without native TensorFlow. */
export function createExecutor({ ops, native }: Runtime, kind: ExecutorKind, setup: ExecutorSetup): Executor {
  const input = { ...setup, ops, uniform: uniformSource(ops, native, setup.seed) };
  if (kind === 'eager') return createEagerExecutor(input);
  if (!native) {
    throw new HoneError('runtime-unavailable', `The executor ${kind} needs native TensorFlow.`, {
      place: { field: 'hardware.executor' },
      fix: 'Choose the executor auto or eager.',
    });
  }
  return createCompiledExecutor({ ...input, native, xla: kind === 'xla' });
}
