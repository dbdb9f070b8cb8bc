// One training step as a pure function of tensors: what the compiler records and the eager executor runs.
import type { Clipping } from '../../core/choices/clippings/clipping';
import { dialNames } from '../../core/choices/layers/layer';
import type { Loss } from '../../core/choices/losses/loss';
import type { Network } from '../../core/choices/models/model';
import type { Optimizer } from '../../core/choices/optimizers/optimizer';
import type { Ops, Tensor, Tensor1D } from '../../core/tensor';
import { batchGradients } from './gradients';
import type { StepOps } from './step-ops';
import type { StateEntry } from './state';
import { updateState } from './update';

/** Everything about a step that is fixed while it runs compiled. Numbers that may change are dials. */
export interface StepDefinition {
  network: Network;
  loss: Loss;
  optimizer: Optimizer;
  layout: readonly StateEntry[];
  /** Leading inputs that are numbers; codes of categories behind them are neither mixed nor disturbed. */
  numberInputs: number;
  /** `target`: predict y. `inputs`: reconstruct the undisturbed x, as an autoencoder does. */
  aim: 'target' | 'inputs';
  /** Which of the terms that cost something are in the graph. */
  l1: boolean;
  l2: boolean;
  weightDecay: boolean;
  mixup: boolean;
  accumulates: boolean;
  averages: boolean;
  /** Multiple of the penalties, by variable; 1 where it has none. */
  penaltyFactors: ReadonlyMap<string, number>;
  /** Multiple of the learning rate, by variable; 1 where it has none. */
  rateFactors: ReadonlyMap<string, number>;
  /** Texts in the names of variables that are not decayed. */
  notDecayed: readonly string[];
  /** Longest weight vector of a unit; 0 is off. */
  maxNorm: number;
  clip: Clipping | null;
  /** Deviation of the noise on the inputs; 0 is off. */
  inputNoise: number;
  /** Share of inputs set to zero; 0 is off. */
  featureDropout: number;
  /** Share of inputs replaced by another row's; 0 is off. */
  corruption: number;
  /** Weight of inputs that were not replaced in the error of a reconstruction. */
  unchanged: number;
}

export interface StepInput {
  /** [rows, inputs], [rows], and how much each row counts [rows] (null: all alike): the batch. */
  x: Tensor;
  y: Tensor1D;
  weights: Tensor1D | null;
  /** One number per name of `dialNames`. */
  dials: Tensor;
  /** Two random int32 numbers that make this step's draws its own. */
  keys: Tensor;
  /** In the order of the layout. */
  state: readonly Tensor[];
  /** What differs between executors. */
  step: StepOps;
}

export interface StepOutput {
  /** In the order of the layout. */
  state: Tensor[];
  /** Tensors that outlive a surrounding tidy and that the caller must dispose of. */
  kept: Tensor[];
}

export type NamedTensors = Record<string, Tensor>;

/** Forward, backward, update. */
export function trainingStep(ops: Ops, definition: StepDefinition, input: StepInput): StepOutput {
  const values = byName(definition, input.state);
  const dials = readDials(ops, input.dials);
  const batch = batchGradients(ops, definition, { ...input, values, dials });
  const next = updateState(ops, definition, { values, dials, batch });
  const rows = input.x.shape[0] as number;
  const addTo = (sum: string, value: Tensor) => {
    next[sum] = ops.add(values[sum] as Tensor, ops.mul(value, rows));
  };
  addTo('sum/loss', batch.loss);
  addTo('sum/squared-loss', ops.square(batch.loss));
  addTo('sum/gradient-norm', globalNorm(ops, batch.gradients));
  return {
    state: definition.layout.map(({ name }) => next[name] ?? (values[name] as Tensor)),
    kept: batch.kept,
  };
}

/** The state's tensors by name. */
export function byName({ layout }: StepDefinition, state: readonly Tensor[]): NamedTensors {
  return Object.fromEntries(layout.map(({ name }, i) => [name, state[i] as Tensor]));
}

/** The dials as scalars by name. */
export function readDials(ops: Ops, dials: Tensor): NamedTensors {
  const scalars = ops.unstack(dials) as Tensor[];
  return Object.fromEntries(dialNames.map((name, i) => [name, scalars[i] as Tensor]));
}

/** Euclidean norm over all gradients together. */
function globalNorm(ops: Ops, gradients: readonly Tensor[]): Tensor {
  const squares = gradients.map((gradient) => ops.sum(ops.square(gradient)));
  return ops.sqrt(squares.reduce((sum, square) => ops.add(sum, square)));
}
