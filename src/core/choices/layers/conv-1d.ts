// A one-dimensional convolution over time steps, as one matrix product over all windows.
import { fill } from '../initializers/fill';
import type { Initializer } from '../initializers/initializer';
import type { Ops, Tensor } from '../../tensor';
import type { Layer, VariableSpec } from './layer';

export interface Conv1dSettings {
  /** Time steps and features of a row of the input. */
  steps: number;
  features: number;
  filters: number;
  /** Time steps that a filter sees. */
  kernel: number;
  /** Time steps from one window to the next. */
  stride: number;
  /** Time steps between two neighbours in a window. */
  dilation: number;
  /** `same` pads with zeros to ⌈steps / stride⌉ windows, `valid` takes whole windows alone. */
  padding: 'same' | 'valid';
  initializer: Initializer;
}

/** Time steps that the convolution gives; 0 or less where no window fits. Source: keras.layers.Conv1D. */
export function conv1dSteps({
  steps,
  kernel,
  stride,
  dilation,
  padding,
}: Omit<Conv1dSettings, 'initializer'>) {
  return padding === 'same'
    ? Math.ceil(steps / stride)
    : Math.floor((steps - (kernel - 1) * dilation - 1) / stride) + 1;
}

/**
 * x [rows, steps · features] to [rows, windows · filters], time-major on both sides. The kernel
 * [kernel · features, filters] is Keras's [kernel, features, filters] with its first two axes joined.
 */
export function conv1d(name: string, settings: Conv1dSettings): Layer {
  const { steps, features, filters, kernel, initializer } = settings;
  const windows = conv1dSteps(settings);
  const fan = { fanIn: kernel * features, fanOut: kernel * filters, trainable: true };
  const weights: VariableSpec = {
    ...fan,
    name: `${name}/kernel`,
    shape: [kernel * features, filters],
    initializer,
    regularized: true,
  };
  const bias: VariableSpec = {
    ...fan,
    name: `${name}/bias`,
    shape: [filters],
    initializer: fill(0),
    regularized: false,
  };
  return {
    name,
    title: `Convolution ${filters}`,
    width: windows * filters,
    variables: [weights, bias],
    apply(ops, x, context) {
      const sequence = pad(ops, ops.reshape(x, [-1, steps, features]), settings);
      const seen = ops.reshape(windowsOf(ops, sequence, settings), [-1, kernel * features]);
      const sums = ops.add(ops.matMul(seen, context.variable(weights.name)), context.variable(bias.name));
      return ops.reshape(sums, [-1, windows * filters]);
    },
  };
}

/** Steps that all windows together reach over, a whole number of strides. */
function reachOf(settings: Conv1dSettings): number {
  const { kernel, stride, dilation } = settings;
  return (kernel - 1) * dilation + conv1dSteps(settings) * stride;
}

/** The sequence [rows, steps, features] with zeros before and behind, so that every window can be cut out of it. */
function pad(ops: Ops, sequence: Tensor, settings: Conv1dSettings): Tensor {
  const { steps, kernel, stride, dilation, padding } = settings;
  const needed = (conv1dSteps(settings) - 1) * stride + (kernel - 1) * dilation + 1;
  const before = padding === 'same' ? Math.floor(Math.max(0, needed - steps) / 2) : 0;
  const behind = Math.max(0, reachOf(settings) - steps - before);
  if (before === 0 && behind === 0) return sequence;
  return ops.pad(sequence, [
    [0, 0],
    [before, behind],
    [0, 0],
  ]);
}

/** [rows, windows, kernel · features]: for each place within a window the steps that stand there, side by side. */
function windowsOf(ops: Ops, sequence: Tensor, settings: Conv1dSettings): Tensor {
  const { features, kernel, stride, dilation } = settings;
  const windows = conv1dSteps(settings);
  const places = Array.from({ length: kernel }, (_, place) => {
    const run = ops.slice(sequence, [0, place * dilation, 0], [-1, windows * stride, features]);
    if (stride === 1) return run;
    // Every stride-th step: the first of each group.
    const groups = ops.reshape(run, [-1, windows, stride, features]);
    return ops.reshape(ops.slice(groups, [0, 0, 0, 0], [-1, windows, 1, features]), [-1, windows, features]);
  });
  return places.length === 1 ? (places[0] as Tensor) : ops.concat(places, 2);
}
