// Groups of rows that are the same, found by their hashes.
import type { RowHashes } from '../preparation/row-hashes';

export interface RowGroups {
  /** Rows of each group of two or more equal rows, ascending. */
  groups: number[][];
  /** Rows that were looked at, and how many rows each of them stands for. */
  looked: number;
  factor: number;
}

/** Beyond so many rows only those whose hash falls into a share of all hashes are looked at: whole groups of a random share. */
const MOST_ROWS = 4_000_000;

/** Groups of rows with equal hashes. */
export function equalRows(hashes: RowHashes): RowGroups {
  const rows = hashes.low.length;
  const factor = Math.max(1, Math.ceil(rows / MOST_ROWS));
  const seen = createRowIndex(hashes, Math.ceil(rows / factor));
  const groups = new Map<number, number[]>();
  let looked = 0;
  for (let row = 0; row < rows; row++) {
    if (factor > 1 && (hashes.high[row] as number) % factor !== 0) continue;
    looked++;
    const before = seen.find(hashes, row);
    if (before < 0) {
      seen.add(row);
      continue;
    }
    const group = groups.get(before);
    if (group) group.push(row);
    else groups.set(before, [before, row]);
  }
  return { groups: [...groups.values()], looked, factor };
}

/** Number of rows of `test` that are among those of `train`. */
export function countShared(train: RowHashes, test: RowHashes): number {
  const index = createRowIndex(test, test.low.length);
  for (let row = 0; row < test.low.length; row++) if (index.find(test, row) < 0) index.add(row);
  const found = new Uint8Array(test.low.length);
  for (let row = 0; row < train.low.length; row++) {
    const same = index.find(train, row);
    if (same >= 0) found[same] = 1;
  }
  let count = 0;
  for (let row = 0; row < test.low.length; row++) count += found[index.find(test, row)] as number;
  return count;
}

/** Rows by their hashes: an open table with linear probing, far smaller and faster than a map of millions of keys. */
function createRowIndex({ low, high }: RowHashes, rows: number) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, 2.5 * rows)));
  /** Row number + 1; 0 is free. */
  const slots = new Int32Array(size);
  /** The slot of a row like this one, or the free slot where it belongs. */
  const slotOf = (first: number, second: number): number => {
    let slot = first & (size - 1);
    for (;;) {
      const row = (slots[slot] as number) - 1;
      if (row < 0 || (low[row] === first && high[row] === second)) return slot;
      slot = (slot + 1) & (size - 1);
    }
  };
  return {
    /** The row of this index that is like a row of those hashes; −1 for none. */
    find: (hashes: RowHashes, row: number): number =>
      (slots[slotOf(hashes.low[row] as number, hashes.high[row] as number)] as number) - 1,
    add(row: number): void {
      slots[slotOf(low[row] as number, high[row] as number)] = row + 1;
    },
  };
}
