// Chooses how a run executes, by shapes and planned steps alone: never by a clock, so that a replay chooses the same.
import type { Network } from '../../core/choices/models/model';
import type { ExecutorKind } from './executor';

export interface ExecutorFacts {
  backend: 'tensorflow' | 'wasm';
  wish: 'auto' | ExecutorKind;
  parameters: number;
  batchSize: number;
  /** Steps of the whole planned run. */
  plannedSteps: number;
  /** Steps over time that all recurrences of the network take together; none unless given. */
  timeSteps?: number;
}

// Calibrated by `bench/` on two cores. XLA fuses the small operations of a step, which saves about 0.15 ms, and about a
// seventh of the time of the products; it costs about a second to compile.
const SECONDS_SAVED_PER_STEP = 0.15e-3;
const SHARE_SAVED = 1 / 7;
const FLOPS_PER_SECOND = 100e9;
const SECONDS_TO_COMPILE = 1;
// A step over time is some forty small operations forward and backward, which XLA makes few of.
const SECONDS_SAVED_PER_TIME_STEP = 0.1e-3;

/** `auto` takes XLA where the planned steps pay for its compilation. */
export function chooseExecutor(facts: ExecutorFacts): ExecutorKind {
  const { backend, wish, parameters, batchSize, plannedSteps, timeSteps = 0 } = facts;
  if (backend === 'wasm') return 'eager';
  if (wish !== 'auto') return wish;
  // Two operations per weight and row forward, four backward.
  const secondsOfProducts = (6 * parameters * batchSize) / FLOPS_PER_SECOND;
  const savedPerStep =
    SECONDS_SAVED_PER_STEP + SHARE_SAVED * secondsOfProducts + SECONDS_SAVED_PER_TIME_STEP * timeSteps;
  return plannedSteps * savedPerStep > SECONDS_TO_COMPILE ? 'xla' : 'graph';
}

/** Steps over time of all recurrences of a network together. */
export function countTimeSteps({ layers }: Network): number {
  return layers.reduce((sum, { timeSteps = 0 }) => sum + timeSteps, 0);
}
