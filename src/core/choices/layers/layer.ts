// The contract of a layer: the variables it owns and a pure function on tensors.
import type { Ops, Tensor } from '../../tensor';
import type { Activation } from '../activations/activation';
import type { Recur } from '../cells/cell';
import type { Initializer } from '../initializers/initializer';

/** A tensor that a network owns, by its name within the network, such as `dense-1/kernel`. */
export interface VariableSpec {
  name: string;
  shape: readonly number[];
  initializer: Initializer;
  fanIn: number;
  fanOut: number;
  /** False for moving statistics: no gradient, changed by `update`. */
  trainable: boolean;
  /** Whether penalties, weight decay and max-norm apply (kernels yes, biases and normalization no). */
  regularized: boolean;
  /** Multiple of the learning rate at which it learns; 1 unless given. */
  rateFactor?: number;
}

/** Numbers that may differ from step to step without a new graph: each step receives one row of them. */
export const dialNames = [
  'learningRate',
  'weightDecay',
  'l1',
  'l2',
  /** Rate of the hidden dropout. */
  'dropout',
  /** Mixup: share of the row itself, the rest is its partner's. */
  'mixup',
  /** Factor that makes the accumulated gradient a mean where this step updates, else 0. */
  'apply',
  /** Weight of the new parameters in their average. */
  'average',
] as const;

export type DialName = (typeof dialNames)[number];

/** What a layer may ask for while it computes. */
export interface LayerContext {
  /** True in a training step, false in evaluation, prediction and export. */
  training: boolean;
  /** Whether the layer of that name keeps its variables in training: it then behaves as in prediction. */
  frozen?(name: string): boolean;
  /** The network's variable of that name. */
  variable(name: string): Tensor;
  /** Gives a non-trainable variable its next value (training only). */
  update(name: string, value: Tensor): void;
  /** Uniform numbers in [0, 1), float32, new in each step; `site` (the layer's name) keeps layers independent. Training only. */
  uniform(site: string, shape: readonly number[]): Tensor;
  /** Standard normal numbers, as `uniform`. */
  normal(site: string, shape: readonly number[]): Tensor;
  /** The number's present value, a scalar. Training only. */
  dial(name: DialName): Tensor;
  /** values [n, …] and rows [k] int32 to [k, …], differentiable in the values. A row number out of range is undefined. */
  lookup(values: Tensor, rows: Tensor): Tensor;
  /** How a recurrence over time runs; step by step unless given. */
  recur?: Recur;
  /** Called with the output of every layer that is run in turn, nested ones too, where somebody looks into the network. */
  observe?(layer: Layer, output: Tensor): void;
}

/** What telemetry counts in the output of an activation: marks (bool, of its shape), as the activation gives them. */
export interface LayerMarks extends Pick<Activation, 'saturated' | 'dead'> {
  /** Units; the last axis of the output is a multiple of them where time steps lie side by side. */
  units: number;
}

export interface Layer {
  name: string;
  /** Shown in the picture of the network, such as `Dense 128`. */
  title: string;
  /** Width of its output, for an input of the width it was made for. */
  width: number;
  variables: readonly VariableSpec[];
  /** Given where its output is that of an activation. */
  marks?: LayerMarks;
  /** How many steps it takes one after another, each waiting for the one before: a recurrence over time. */
  timeSteps?: number;
  /** x [rows, inputs] to [rows, width]. */
  apply(ops: Ops, x: Tensor, context: LayerContext): Tensor;
}
