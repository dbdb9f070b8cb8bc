// The contract of an executor: runs the steps of an epoch on state that it holds.
import type { Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import type { StateValues } from './state';

/** How a run executes: compiled by XLA, compiled as a plain TensorFlow graph, or op by op. */
export type ExecutorKind = 'xla' | 'graph' | 'eager';

export interface EpochPlan {
  /** All training rows in this epoch's order: batch i holds order[i·batchSize … (i+1)·batchSize − 1], the last may be shorter. */
  order: Int32Array;
  /** Learning rate of each step. */
  rates: Float32Array;
}

/** Variables of a network at one moment, in the order of `network.variables`. */
export interface Snapshot {
  tensors: Tensor[];
  dispose(): void;
}

export interface Evaluation {
  /** Loss of each row. */
  losses: Float32Array;
  /** [rows, classes] probabilities or [rows, 1] values, row-major. */
  predictions: Float32Array;
}

export interface Executor {
  kind: ExecutorKind;
  /** Steps of an epoch. */
  steps: number;
  /** Begins an epoch: its sums are set to zero. */
  beginEpoch(plan: EpochPlan): void;
  /** Runs steps from ≤ i < to of the epoch begun last. Blocks. */
  runSteps(from: number, to: number): void;
  /** Ends the epoch; means over its rows. */
  endEpoch(): { loss: number; gradientNorm: number };
  /** The present variables; stays valid while training goes on, until disposed of. */
  snapshot(): Snapshot;
  /** In evaluation mode; x [rows, inputs], y [rows]. */
  evaluate(variables: Snapshot, x: Tensor2D, y: Tensor1D): Evaluation;
  /** Everything that a later process needs to go on bit for bit. */
  readState(): StateValues;
  dispose(): void;
}
