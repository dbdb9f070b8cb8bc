// The epochs of a run under way, in memory: what a page starts from and what followers are told.
import type { Epoch } from '../../core/run/epoch';
import type { EpochBatch } from '../../core/run/job';
import type { Telemetry } from '../../core/run/telemetry';

export interface RunHistory {
  epochs(): readonly Epoch[];
  telemetry(): readonly Telemetry[];
  /** As the trainer reports it; 0 where there is none yet. */
  bestEpoch(): number;
  /** Number of the last batch; −1 before the first. */
  seq(): number;
  /** What has to be added to the numbers of the present trainer process, which counts from 0. */
  offset(): number;
  /** Takes a batch of the present process and passes it on under its number within the run. */
  take(batch: EpochBatch): void;
  /** The next batches come from a new process. */
  restart(): void;
  follow(listener: (batch: EpochBatch) => void): () => void;
}

type Place = Pick<Epoch, 'epoch' | 'phase'>;

/** Pre-training comes first, and each phase counts from 1. */
function isBefore(one: Place, other: Place): boolean {
  if (one.phase !== other.phase) return one.phase === 'pretraining';
  return one.epoch < other.epoch;
}

export function createRunHistory(
  before: readonly Epoch[],
  looksBefore: readonly Telemetry[] = [],
  bestBefore = 0,
): RunHistory {
  let epochs = [...before];
  let telemetry = [...looksBefore];
  let bestEpoch = bestBefore;
  let seq = -1;
  let offset = 0;
  const followers = new Set<(batch: EpochBatch) => void>();
  return {
    epochs: () => epochs,
    telemetry: () => telemetry,
    bestEpoch: () => bestEpoch,
    seq: () => seq,
    offset: () => offset,
    take(batch) {
      const [first] = batch.epochs;
      const last = epochs.at(-1);
      // A process that went on from a checkpoint repeats what lay behind it.
      if (first && last && !isBefore(last, first)) {
        epochs = epochs.filter((epoch) => isBefore(epoch, first));
        telemetry = telemetry.filter((look) => isBefore(look, first));
      }
      for (const look of batch.telemetry) telemetry.push(look);
      for (const epoch of batch.epochs) epochs.push(epoch);
      bestEpoch = batch.bestEpoch;
      seq = batch.seq + offset;
      for (const listener of [...followers]) listener({ ...batch, seq });
    },
    restart() {
      offset = seq + 1;
    },
    follow(listener) {
      followers.add(listener);
      return () => followers.delete(listener);
    },
  };
}
