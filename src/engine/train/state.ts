// The whole changing state of a training: variables, the optimizer's slots, the step counter and the epoch's sums.
import type { Optimizer } from '../../core/choices/optimizers/optimizer';
import type { Network } from '../../core/choices/models/model';
import { createRandom, streamOf } from '../../core/random';

export interface StateEntry {
  /** `variable/…`, `slot/<slot>/…`, `counter/step`, `sum/loss`, `sum/gradient-norm`. */
  name: string;
  dtype: 'float32' | 'int32';
  shape: readonly number[];
}

/** State values outside TensorFlow, by name: what a checkpoint holds. */
export type StateValues = Map<string, Float32Array | Int32Array>;

/** Fixed order of the state for a network and an optimizer. */
export function stateLayout(network: Network, optimizer: Optimizer): StateEntry[] {
  const float = (name: string, shape: readonly number[]): StateEntry => ({ name, dtype: 'float32', shape });
  const variables = network.variables.map((variable) => float(`variable/${variable.name}`, variable.shape));
  const slots = optimizer.slots.flatMap((slot) =>
    network.variables
      .filter((variable) => variable.trainable)
      .map((variable) => float(`slot/${slot}/${variable.name}`, variable.shape)),
  );
  return [
    ...variables,
    ...slots,
    { name: 'counter/step', dtype: 'int32', shape: [] },
    float('sum/loss', []),
    float('sum/gradient-norm', []),
  ];
}

/** Values before the first step. Each variable draws from its own stream of the seed, so adding a layer changes no other. */
export function initialState(network: Network, layout: readonly StateEntry[], seed: number): StateValues {
  const specs = new Map(network.variables.map((variable) => [`variable/${variable.name}`, variable]));
  const state: StateValues = new Map();
  for (const { name, dtype, shape } of layout) {
    const spec = specs.get(name);
    const length = shape.reduce((product, size) => product * size, 1);
    if (spec) {
      const { fanIn, fanOut } = spec;
      state.set(name, spec.initializer({ shape, fanIn, fanOut, random: createRandom(seed, streamOf(name)) }));
    } else {
      state.set(name, dtype === 'int32' ? new Int32Array(length) : new Float32Array(length));
    }
  }
  return state;
}

/** Trained numbers of a network (moving statistics not counted). */
export function countParameters(network: Network): number {
  return network.variables
    .filter((variable) => variable.trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}
