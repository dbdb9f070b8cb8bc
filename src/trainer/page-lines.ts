// Lines straight to pages that follow this run, without a detour through the main process.
import type { EpochBatch } from '../core/run/job';
import type { MessageLine } from '../data/process/parent-port';

export interface PageLines {
  add(line: MessageLine): void;
  send(batch: EpochBatch): void;
  close(): void;
}

export function createPageLines(): PageLines {
  const lines = new Set<MessageLine>();
  return {
    add(line) {
      lines.add(line);
      line.on('close', () => lines.delete(line));
      line.start();
    },
    send(batch) {
      for (const line of lines) line.postMessage(batch);
    },
    close() {
      for (const line of lines) line.close();
      lines.clear();
    },
  };
}
