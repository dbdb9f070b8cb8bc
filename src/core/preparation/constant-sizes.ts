// How large the constants are that the preparation puts into a graph.
import type { Ops } from '../tensor';
import { plainOps } from './plain-ops';
import { encodedWidths, type Preparation } from './preparation';
import { prepareRows } from './prepare-rows';

/** The size of every axis of every constant in the graph of `prepareRows`, found by running it on one row. */
export function constantSizes(preparation: Preparation): Set<number> {
  const sizes = new Set<number>();
  const noting =
    <Given extends readonly unknown[], Made>(make: (...given: Given) => Made) =>
    (...given: Given): Made => {
      const made = make(...given);
      for (const size of (made as { shape: readonly number[] }).shape) sizes.add(size);
      return made;
    };
  const { tensor1d, tensor2d } = plainOps;
  const ops = { ...plainOps, tensor1d: noting(tensor1d), tensor2d: noting(tensor2d) } as Ops;
  const { numbers, codes } = encodedWidths(preparation);
  prepareRows(
    ops,
    preparation,
    plainOps.tensor2d(new Float32Array(numbers), [1, numbers]),
    plainOps.tensor2d(new Int32Array(codes), [1, codes], 'int32'),
  );
  return sizes;
}
