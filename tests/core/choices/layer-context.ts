// What layers ask for while they compute, for tests on tfjs's own backend.
import * as tf from '@tensorflow/tfjs';
import type { DialName, LayerContext, VariableSpec } from '../../../src/core/choices/layers/layer';
import { createRandom } from '../../../src/core/random';
import { hashedUniform, normalNumbers } from '../../../src/engine/train/random-ops';

export interface ContextOptions {
  training?: boolean;
  /** By name; `update` writes here. */
  variables?: Record<string, tf.Tensor>;
  dials?: Partial<Record<DialName, number>>;
  /** Makes the draws of this context its own. */
  key?: number;
}

export function layerContext({
  training = false,
  variables = {},
  dials = {},
  key = 1,
}: ContextOptions): LayerContext {
  const uniform = (site: string, shape: readonly number[]) =>
    tf.tensor(
      hashedUniform(
        shape.reduce((a, b) => a * b, 1),
        site,
        key,
        9,
      ),
      [...shape],
    );
  return {
    training,
    variable(name) {
      const variable = variables[name];
      if (!variable) throw new Error(`no variable ${name}`);
      return variable;
    },
    update(name, value) {
      variables[name] = value;
    },
    uniform,
    normal: (site, shape) => normalNumbers(tf, uniform, site, shape),
    dial(name) {
      const value = dials[name];
      if (value === undefined) throw new Error(`no dial ${name}`);
      return tf.scalar(value);
    },
    lookup: (values, rows) => tf.gather(values, rows as tf.Tensor1D),
  };
}

/** First values of variables, each from its own seed. */
export function initialVariables(specs: readonly VariableSpec[], seed = 1): Record<string, tf.Tensor> {
  return Object.fromEntries(
    specs.map(({ name, shape, fanIn, fanOut, initializer }, i) => [
      name,
      tf.tensor(initializer({ shape, fanIn, fanOut, random: createRandom(seed + i) }), [...shape]),
    ]),
  );
}
