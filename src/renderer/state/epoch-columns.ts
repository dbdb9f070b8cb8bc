// The epochs of one run as growing columns of numbers, so that a chart reads them without walking over objects.
import type { Epoch } from '../../core/run/epoch';

export const epochFields = [
  'epoch',
  'stepLoss',
  'trainLoss',
  'validationLoss',
  'trainMetric',
  'validationMetric',
  'averageLoss',
  'learningRate',
  'gradientNorm',
  'lossNoise',
  'seconds',
] as const satisfies readonly (keyof Epoch)[];

export type EpochField = (typeof epochFields)[number];

export interface EpochColumns {
  length(): number;
  /** Goes up with every change. */
  version(): number;
  /** The column as it is now, oldest first; NaN where the number is unknown or not finite. Valid until the next change. */
  column(field: EpochField): Float64Array;
  /** The best epoch so far, as the trainer has it; 0 where there is none yet. */
  bestEpoch(): number;
  /** Takes the epochs that come after the last one it has, and the best one so far. */
  append(epochs: readonly Epoch[], bestEpoch?: number): void;
  clear(): void;
  onChange(listener: () => void): () => void;
}

export function createEpochColumns(): EpochColumns {
  let capacity = 256;
  let length = 0;
  let version = 0;
  let best = 0;
  const listeners = new Set<() => void>();
  const columns = Object.fromEntries(
    epochFields.map((field) => [field, new Float64Array(capacity)]),
  ) as Record<EpochField, Float64Array>;

  const grow = (needed: number) => {
    while (capacity < needed) capacity *= 2;
    for (const field of epochFields) {
      const larger = new Float64Array(capacity);
      larger.set(columns[field].subarray(0, length));
      columns[field] = larger;
    }
  };
  const push = (epoch: Epoch) => {
    for (const field of epochFields) columns[field][length] = epoch[field] ?? Number.NaN;
    length += 1;
  };
  const changed = () => {
    version += 1;
    for (const listener of [...listeners]) listener();
  };

  return {
    length: () => length,
    version: () => version,
    column: (field) => columns[field].subarray(0, length),
    bestEpoch: () => best,
    append(epochs, bestEpoch = 0) {
      const last = length === 0 ? 0 : (columns.epoch[length - 1] as number);
      const fresh = epochs.filter((epoch) => epoch.epoch > last);
      if (fresh.length === 0 && bestEpoch === best) return;
      best = bestEpoch;
      if (length + fresh.length > capacity) grow(length + fresh.length);
      for (const epoch of fresh) push(epoch);
      changed();
    },
    clear() {
      length = 0;
      best = 0;
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
