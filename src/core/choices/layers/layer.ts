// The contract of a layer: the variables it owns and a pure function on tensors.
import type { Ops, Tensor } from '../../tensor';
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
  /** Whether L1 and L2 penalties apply (kernels yes, biases and normalization no). */
  regularized: boolean;
}

/** What a layer may ask for while it computes. */
export interface LayerContext {
  /** True in a training step, false in evaluation, prediction and export. */
  training: boolean;
  /** The network's variable of that name. */
  variable(name: string): Tensor;
  /** Gives a non-trainable variable its next value (training only). */
  update(name: string, value: Tensor): void;
  /** Uniform numbers in [0, 1), float32, new in each step; `site` (the layer's name) keeps layers independent. Training only. */
  uniform(site: string, shape: readonly number[]): Tensor;
}

export interface Layer {
  name: string;
  /** Shown in the picture of the network, such as `Dense 128`. */
  title: string;
  /** Width of its output, for an input of the width it was made for. */
  width: number;
  variables: readonly VariableSpec[];
  /** Whether `apply` asks for uniform numbers in training. */
  drawsRandom?: boolean;
  /** x [rows, inputs] to [rows, width]. */
  apply(ops: Ops, x: Tensor, context: LayerContext): Tensor;
}
