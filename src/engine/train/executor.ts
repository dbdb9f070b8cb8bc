// The contract of an executor: runs the steps of an epoch on state that it holds.
import { dialNames } from '../../core/choices/layers/layer';
import type { Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import type { StateValues } from './state';
import type { StepDefinition } from './step';

/** How a run executes: compiled by XLA, compiled as a plain TensorFlow graph, or op by op. */
export type ExecutorKind = 'xla' | 'graph' | 'eager';

export interface EpochPlan {
  /** Epochs done before it. */
  epoch: number;
  /** All training rows in this epoch's order: batch i holds order[i·batchSize … (i+1)·batchSize − 1], the last may be shorter. */
  order: Int32Array;
  /** [steps, dials] row-major, in the order of `dialNames`. */
  dials: Float32Array;
  /** [steps, 2]: what makes each step's random numbers its own. */
  keys: Int32Array;
}

/** The dials of the plan's last step; zeros without a plan. */
export function lastDials(plan: EpochPlan | null): Float32Array {
  return plan ? plan.dials.slice(-dialNames.length) : new Float32Array(dialNames.length);
}

/** Training rows x [rows, inputs], their targets [rows] and how much each counts [rows]. */
export interface TrainingTensors {
  x: Tensor2D;
  y: Tensor1D;
  weights: Tensor1D | null;
}

/** Values of a network's variables at one moment, in the order of `network.variables`. */
export interface Snapshot {
  tensors: Tensor[];
  dispose(): void;
}

export interface Evaluation {
  /** Loss of each row. */
  losses: Float32Array;
  /** [rows, columns of the prediction] row-major: probabilities of the classes, or values. */
  predictions: Float32Array;
}

/** Means over the rows of an epoch. */
export interface EpochMeans {
  loss: number;
  /** Standard deviation of the batch losses. */
  lossNoise: number;
  gradientNorm: number;
}

/** What a look into a training needs: valid until its next step. */
export interface Present {
  definition: StepDefinition;
  /** In the order of the definition's layout. */
  state: readonly Tensor[];
  /** Of the last step of the epoch begun last, in the order of `dialNames`; zeros before the first epoch. */
  dials: Float32Array;
}

export interface Executor {
  kind: ExecutorKind;
  batchSize: number;
  /** Steps of an epoch. */
  steps: number;
  /** Trains on other rows from now on: as many as before, with weights if those had them. Owned by the caller. */
  setRows(rows: TrainingTensors): void;
  /** Begins an epoch: its sums are set to zero. */
  beginEpoch(plan: EpochPlan): void;
  /** Runs steps from ≤ i < to of the epoch begun last. Blocks. */
  runSteps(from: number, to: number): void;
  /** Ends the epoch. */
  endEpoch(): EpochMeans;
  /** The present variables, or their average; stays valid while training goes on, until disposed of. */
  snapshot(of?: 'variable' | 'average'): Snapshot;
  /** In evaluation mode; x [rows, inputs], y [rows]. */
  evaluate(variables: Snapshot, x: Tensor2D, y: Tensor1D): Evaluation;
  /** How the training stands, without a copy. */
  present(): Present;
  /** Everything that a later process needs to go on bit for bit. */
  readState(): StateValues;
  dispose(): void;
}
