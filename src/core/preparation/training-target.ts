// What the training rows are to predict, for the steps of preparation that learn from it.
import { createRandom, permutation, streamOf } from '../random';
import type { ResolvedTarget } from './resolve-target';

export interface TrainingTarget {
  /** Names of the classes; empty for numbers. */
  classes: readonly string[];
  /** For each training row its value or the number of its class. */
  values: Float64Array;
  /**
   * Deals the training rows to so many folds, rows of a class evenly (`StratifiedKFold`, `KFold`): for each row the
   * number of its fold. The same seed and rows give the same folds.
   */
  folds(count: number, shuffle: boolean): Uint8Array;
}

export function trainingTarget(
  resolved: ResolvedTarget,
  trainRows: Int32Array,
  seed: number,
): TrainingTarget {
  const values = Float64Array.from(trainRows, (row) => resolved.values[row] as number);
  const { classes } = resolved;
  return {
    classes,
    values,
    folds(count, shuffle) {
      const order = shuffle
        ? permutation(values.length, createRandom(seed, streamOf('target-folds')))
        : Int32Array.from(values.keys());
      return classes.length > 0 ? stratifiedFolds(values, order, count) : blockFolds(order, count);
    },
  };
}

/** Consecutive rows of the order, the first folds one row larger where the rows do not divide. */
function blockFolds(order: Int32Array, count: number): Uint8Array {
  const folds = new Uint8Array(order.length);
  const [size, larger] = [Math.floor(order.length / count), order.length % count];
  let place = 0;
  for (let fold = 0; fold < count; fold++) {
    const end = place + size + (fold < larger ? 1 : 0);
    while (place < end) folds[order[place++] as number] = fold;
  }
  return folds;
}

/** The rows of each class in consecutive blocks, as `StratifiedKFold` shares them out. */
function stratifiedFolds(values: Float64Array, order: Int32Array, count: number): Uint8Array {
  // Classes are numbered by their first appearance.
  const numbers = new Map<number, number>();
  for (const value of values) if (!numbers.has(value)) numbers.set(value, numbers.size);
  const sorted = Int32Array.from(values, (value) => numbers.get(value) as number).sort();
  const shares = Array.from({ length: numbers.size }, () => new Int32Array(count));
  sorted.forEach((number, place) => {
    const share = shares[number] as Int32Array;
    share[place % count] = (share[place % count] as number) + 1;
  });
  const folds = new Uint8Array(values.length);
  for (const row of order) {
    const share = shares[numbers.get(values[row] as number) as number] as Int32Array;
    const fold = share.findIndex((left) => left > 0);
    folds[row] = fold;
    share[fold] = (share[fold] as number) - 1;
  }
  return folds;
}
