// Snapshots in and out of TensorFlow: the variables of an epoch as plain numbers, and back.
import type { Runtime } from '../runtime/runtime';
import type { Snapshot } from './executor';
import type { StateValues } from './state';
import type { StepDefinition } from './step';

/** The values of a snapshot under the names that they have in the state. */
export function snapshotValues({ network }: StepDefinition, { tensors }: Snapshot): StateValues {
  return new Map(
    network.variables.map(({ name }, i) => [
      `variable/${name}`,
      // A copy: the backend may reuse the memory once the tensor is gone.
      Float32Array.from(tensors[i]?.dataSync() as Float32Array),
    ]),
  );
}

/** A snapshot of such values; it belongs to the caller. */
export function snapshotOf(
  { ops }: Pick<Runtime, 'ops'>,
  { network }: Pick<StepDefinition, 'network'>,
  values: StateValues,
): Snapshot {
  const tensors = network.variables.map(({ name, shape }) =>
    ops.tensor(values.get(`variable/${name}`) as Float32Array, [...shape]),
  );
  return { tensors, dispose: () => ops.dispose(tensors) };
}
