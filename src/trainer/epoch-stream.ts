// Sends epochs on in batches, at most twenty a second, and appends them to the run's file, which is the truth.
import { appendFileSync } from 'node:fs';
import type { Epoch } from '../core/run/epoch';
import type { EpochBatch } from '../core/run/job';
import type { Telemetry } from '../core/run/telemetry';

const MILLISECONDS_BETWEEN_BATCHES = 50;

export interface EpochStream {
  /** An epoch, the look into the network at its end if there was one, and the best epoch so far (0: none). */
  add(epoch: Epoch, look?: Telemetry | null, bestEpoch?: number): void;
  /** Sends what is left. */
  flush(): void;
}

export interface EpochStreamInput {
  runId: string;
  /** metrics.jsonl and telemetry.jsonl */
  file: string;
  telemetryFile: string;
  /** Of each phase. */
  planned: Readonly<Record<Epoch['phase'], number>>;
  send(batch: EpochBatch): void;
}

export function createEpochStream({
  runId,
  file,
  telemetryFile,
  planned,
  send,
}: EpochStreamInput): EpochStream {
  let waiting: Epoch[] = [];
  let looks: Telemetry[] = [];
  let seq = 0;
  let last = 0;
  let best = 0;
  let recent: number[] = [];

  const flush = () => {
    const newest = waiting.at(-1);
    if (!newest) return;
    appendLines(file, waiting);
    if (looks.length > 0) appendLines(telemetryFile, looks);
    send({
      kind: 'epochs',
      runId,
      seq: seq++,
      epochs: waiting,
      telemetry: looks,
      bestEpoch: best,
      secondsLeft: median(recent) * Math.max(0, planned[newest.phase] - newest.epoch),
    });
    waiting = [];
    looks = [];
    last = performance.now();
  };
  return {
    add(epoch, look = null, bestEpoch = 0) {
      if (waiting[0] && waiting[0].phase !== epoch.phase) {
        flush();
        recent = [];
      }
      waiting.push(epoch);
      best = bestEpoch;
      if (look) looks.push(look);
      recent.push(epoch.seconds);
      if (recent.length > 9) recent.shift();
      if (performance.now() - last >= MILLISECONDS_BETWEEN_BATCHES) flush();
    },
    flush,
  };
}

function appendLines(file: string, values: readonly unknown[]): void {
  appendFileSync(file, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}

/** The first epoch compiles and is slow; a median of the recent ones soon forgets it. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
