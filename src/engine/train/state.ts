// The whole changing state of a training: variables, the optimizer's slots, averages, counters and the epoch's sums.
import { sizeOf } from '../../core/choices/initializers/size-of';
import type { Network } from '../../core/choices/models/model';
import type { Optimizer } from '../../core/choices/optimizers/optimizer';
import { createRandom, streamOf } from '../../core/random';

export interface StateEntry {
  /** `variable/…`, `slot/<slot>/…`, `whole/<slot>`, `accumulated/…`, `average/…`, `counter/…`, `sum/…`. */
  name: string;
  dtype: 'float32' | 'int32';
  shape: readonly number[];
}

/** State values outside TensorFlow, by name: what a checkpoint holds. */
export type StateValues = Map<string, Float32Array | Int32Array>;

export interface StateParts {
  network: Network;
  optimizer: Optimizer;
  /** Whether gradients are summed over several steps before an update. */
  accumulates: boolean;
  /** Whether an average of the variables is kept. */
  averages: boolean;
}

/** The sums over an epoch, each weighted by the rows of its step. */
export const sumNames = ['sum/loss', 'sum/squared-loss', 'sum/gradient-norm'] as const;

/** Fixed order of the state. */
export function stateLayout({ network, optimizer, accumulates, averages }: StateParts): StateEntry[] {
  const float = (name: string, shape: readonly number[]): StateEntry => ({ name, dtype: 'float32', shape });
  const all = (prefix: string) =>
    network.variables.map(({ name, shape }) => float(`${prefix}/${name}`, shape));
  const trained = (prefix: string) =>
    network.variables
      .filter((variable) => variable.trainable)
      .map(({ name, shape }) => float(`${prefix}/${name}`, shape));
  const whole = optimizer.whole?.slots(countParameters(network)) ?? [];
  return [
    ...all('variable'),
    ...optimizer.slots.flatMap((slot) => trained(`slot/${slot}`)),
    ...whole.map(({ name, shape }) => float(`whole/${name}`, shape)),
    ...(accumulates ? trained('accumulated') : []),
    ...(averages ? all('average') : []),
    { name: 'counter/update', dtype: 'int32', shape: [] },
    ...sumNames.map((name) => float(name, [])),
  ];
}

/** Values before the first step. Each variable draws from its own stream of the seed, so adding a layer changes no other. */
export function initialState(network: Network, layout: readonly StateEntry[], seed: number): StateValues {
  const state: StateValues = new Map();
  for (const { name, dtype, shape } of layout) {
    const length = sizeOf(shape);
    state.set(name, dtype === 'int32' ? new Int32Array(length) : new Float32Array(length));
  }
  for (const { name, shape, fanIn, fanOut, initializer } of network.variables) {
    const random = createRandom(seed, streamOf(`variable/${name}`));
    const values = initializer({ shape, fanIn, fanOut, random });
    state.set(`variable/${name}`, values);
    if (state.has(`average/${name}`)) state.set(`average/${name}`, values);
  }
  return state;
}

/**
 * State for another layout: what both have (same name and size) goes over, and an average that is new starts at the present
 * variables. An optimizer with anything new to remember starts afresh as a whole: its corrections for the first steps
 * go by the count of its updates, which must be that of everything it remembers.
 */
export function carryState(
  from: StateValues,
  network: Network,
  layout: readonly StateEntry[],
  seed: number,
): StateValues {
  const state = initialState(network, layout, seed);
  const remembered = (name: string) => /^(slot|whole)\//.test(name);
  const restarts = layout.some(
    ({ name, shape }) => remembered(name) && from.get(name)?.length !== sizeOf(shape),
  );
  for (const [name, fresh] of state) {
    if (restarts && (remembered(name) || name === 'counter/update')) continue;
    const known = from.get(name) ?? from.get(name.replace(/^average\//, 'variable/'));
    if (known && known.length === fresh.length) state.set(name, known);
  }
  return state;
}

/** Trained numbers of a network (moving statistics not counted). */
export function countParameters(network: Network): number {
  return network.variables
    .filter((variable) => variable.trainable)
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
