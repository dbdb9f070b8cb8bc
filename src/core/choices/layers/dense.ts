// A fully connected layer: x·W + b.
import { fill } from '../initializers/fill';
import type { Initializer } from '../initializers/initializer';
import type { Layer, VariableSpec } from './layer';

export interface DenseSettings {
  inputs: number;
  units: number;
  initializer: Initializer;
}

/** x [rows, inputs] to [rows, units]. Source: keras.layers.Dense. */
export function dense(name: string, { inputs, units, initializer }: DenseSettings): Layer {
  const fan = { fanIn: inputs, fanOut: units, trainable: true };
  const kernel: VariableSpec = {
    ...fan,
    name: `${name}/kernel`,
    shape: [inputs, units],
    initializer,
    regularized: true,
  };
  const bias: VariableSpec = {
    ...fan,
    name: `${name}/bias`,
    shape: [units],
    initializer: fill(0),
    regularized: false,
  };
  return {
    name,
    title: `Dense ${units}`,
    width: units,
    variables: [kernel, bias],
    apply: (ops, x, context) =>
      ops.add(ops.matMul(x, context.variable(kernel.name)), context.variable(bias.name)),
  };
}
