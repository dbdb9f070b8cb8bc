// An activation as a layer, with the trainable numbers that it may have.
import type { Activation } from '../activations/activation';
import { fill } from '../initializers/fill';
import type { Layer, VariableSpec } from './layer';

/** Keeps the shape […, width]. Its trainable numbers are variables [width] such as `activation-1/slope`. */
export function activate(name: string, title: string, width: number, activation: Activation): Layer {
  const variables = activation.parameters.map(
    ({ name: parameter, initial, rateFactor }): VariableSpec => ({
      name: `${name}/${parameter}`,
      shape: [width],
      initializer: fill(initial),
      fanIn: width,
      fanOut: width,
      trainable: true,
      regularized: false,
      ...(rateFactor !== undefined && { rateFactor }),
    }),
  );
  return {
    name,
    title,
    width,
    variables,
    marks: {
      units: width,
      ...(activation.saturated && { saturated: activation.saturated }),
      ...(activation.dead && { dead: activation.dead }),
    },
    apply(ops, x, context) {
      const values = activation.parameters.map(({ name: parameter }, i) => [
        parameter,
        context.variable((variables[i] as VariableSpec).name),
      ]);
      return activation.apply(ops, x, Object.fromEntries(values));
    },
  };
}
