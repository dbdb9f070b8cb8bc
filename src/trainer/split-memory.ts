// The places of rows on disk: in the project, for every run on its data, and in the run, for its replay.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SplitMemory } from '../core/preparation/split-rows';
import { packSplit, type StoredSplit, unpackSplit } from '../core/preparation/stored-split';
import { writeDurably } from '../engine/checkpoint/write-durably';
import { inFile } from './in-file';

export interface SplitFolders {
  /** Folder of the project's splits; null remembers nothing from run to run. */
  splits: string | null;
  /** Folder of the run, whose own copy comes first; null where there is no run. */
  run: string | null;
}

/** Files are written whole or not at all. A damaged one throws `data-invalid` that names it. */
export function splitMemory({ splits, run }: SplitFolders): SplitMemory {
  const filesOf = (key: string) => [
    ...(run === null ? [] : [path.join(run, 'split.bin')]),
    ...(splits === null ? [] : [path.join(splits, `${nameOf(key)}.bin`)]),
  ];
  return {
    recall(key) {
      const file = filesOf(key).find(existsSync);
      return file === undefined ? null : inFile(file, () => unpackSplit(readFileSync(file)));
    },
    keep(key, stored: StoredSplit) {
      const bytes = packSplit(stored);
      for (const file of filesOf(key)) {
        if (!existsSync(file) || Buffer.compare(readFileSync(file), bytes) !== 0) writeDurably(file, bytes);
      }
    },
  };
}

const nameOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 16);
