// Chooses how a run executes, by shapes and planned steps alone: never by a clock, so that a replay chooses the same.
import type { ExecutorKind } from './executor';

export interface ExecutorFacts {
  backend: 'tensorflow' | 'wasm';
  wish: 'auto' | ExecutorKind;
  parameters: number;
  batchSize: number;
  /** Steps of the whole planned run. */
  plannedSteps: number;
  /** Whether a step draws random numbers, as dropout does. */
  drawsRandom: boolean;
}

// Calibrated by `bench/` on two cores: XLA fuses the many small operations of a small step, which saves about 0.15 ms a
// step, and costs about 0.8 s to compile; for large products TensorFlow's own kernels are the faster ones. XLA's random
// numbers on a CPU cost about 65 ns each, thirty times those of TensorFlow's kernel, so dropout turns the scales.
const LARGEST_XLA_FLOPS = 150e6;
const STEPS_THAT_PAY_FOR_XLA = 5000;

export function chooseExecutor(facts: ExecutorFacts): ExecutorKind {
  const { backend, wish, parameters, batchSize, plannedSteps, drawsRandom } = facts;
  if (backend === 'wasm') return 'eager';
  if (wish !== 'auto') return wish;
  // Two operations per weight and row forward, four backward.
  const flops = 6 * parameters * batchSize;
  const paysForXla = flops <= LARGEST_XLA_FLOPS && plannedSteps >= STEPS_THAT_PAY_FOR_XLA && !drawsRandom;
  return paysForXla ? 'xla' : 'graph';
}
