// Sends epochs on in batches, at most twenty a second, and appends them to the run's file, which is the truth.
import { appendFileSync } from 'node:fs';
import type { Epoch } from '../core/run/epoch';
import type { EpochBatch } from '../core/run/job';

const MILLISECONDS_BETWEEN_BATCHES = 50;

export interface EpochStream {
  add(epoch: Epoch): void;
  /** Sends what is left. */
  flush(): void;
}

export interface EpochStreamInput {
  runId: string;
  /** metrics.jsonl */
  file: string;
  /** Of each phase. */
  planned: Readonly<Record<Epoch['phase'], number>>;
  send(batch: EpochBatch): void;
}

export function createEpochStream({ runId, file, planned, send }: EpochStreamInput): EpochStream {
  let waiting: Epoch[] = [];
  let seq = 0;
  let last = 0;
  let recent: number[] = [];

  const flush = () => {
    const newest = waiting.at(-1);
    if (!newest) return;
    appendFileSync(file, waiting.map((epoch) => `${JSON.stringify(epoch)}\n`).join(''));
    send({
      kind: 'epochs',
      runId,
      seq: seq++,
      epochs: waiting,
      secondsLeft: median(recent) * Math.max(0, planned[newest.phase] - newest.epoch),
    });
    waiting = [];
    last = performance.now();
  };
  return {
    add(epoch) {
      if (waiting[0] && waiting[0].phase !== epoch.phase) {
        flush();
        recent = [];
      }
      waiting.push(epoch);
      recent.push(epoch.seconds);
      if (recent.length > 9) recent.shift();
      if (performance.now() - last >= MILLISECONDS_BETWEEN_BATCHES) flush();
    },
    flush,
  };
}

/** The first epoch compiles and is slow; a median of the recent ones soon forgets it. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
