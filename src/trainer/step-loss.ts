// The loss of a single training step, where an executor tells the mean over an epoch so far.
import type { Executor } from '../engine/train/executor';

/** Runs one step of the epoch begun, alone, and returns its mean loss. `rows`: those that the executor trains on. */
export function stepLoss(executor: Executor, step: number, rows: number): number {
  executor.runSteps(step, step + 1);
  // The mean is over all rows up to this step, of which only those of this one ran.
  const covered = Math.min(rows, (step + 1) * executor.batchSize);
  return (executor.endEpoch().loss * covered) / (covered - step * executor.batchSize);
}
