// Rows as numbers, so that equal rows are found without comparing every pair.
import type { Column } from '../table';

/** Two words of 32 bits for each row; columns are mixed in one by one, in any process the same. */
export interface RowHashes {
  low: Uint32Array;
  high: Uint32Array;
}

export function emptyHashes(rows: number): RowHashes {
  return { low: new Uint32Array(rows).fill(0x9e3779b9), high: new Uint32Array(rows).fill(0x85ebca6b) };
}

const MISSING = 0x7fc0ffee;

/** Mixes a column into the hashes. Equal values of columns of one type give equal hashes, whatever the codes of categories. */
export function mixColumn({ low, high }: RowHashes, column: Column): void {
  const mix = (row: number, first: number, second: number) => {
    low[row] = scramble((low[row] as number) ^ first) + second;
    high[row] = scramble(Math.imul((high[row] as number) ^ second, 0x01000193) ^ first);
  };
  if (column.type === 'category') {
    const words = column.categories.map(hashText);
    const { codes } = column;
    for (let row = 0; row < codes.length; row++) {
      const word = words[codes[row] as number] ?? MISSING;
      mix(row, word, ~word);
    }
    return;
  }
  if (column.type === 'text') {
    column.values.forEach((text, row) => mix(row, hashText(text), text.length));
    return;
  }
  const bits = new Float64Array(1);
  const words = new Uint32Array(bits.buffer);
  const { values } = column;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    // Adding 0 makes −0 the same as 0; all that is not finite is missing.
    bits[0] = Number.isFinite(value) ? value + 0 : Number.NaN;
    mix(row, words[0] as number, words[1] as number);
  }
}

/** Thorough mixing of 32 bits (Murmur3's finalizer). */
function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** FNV-1a. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return scramble(hash) >>> 0;
}

/** A row's hash as one exact number of 53 bits. */
export function hashOf({ low, high }: RowHashes, row: number): number {
  return (low[row] as number) * 0x200000 + ((high[row] as number) >>> 11);
}

/** More keys than this make a map slow and large, so only rows whose hash falls into a share of all hashes are looked at. */
const MOST_ROWS = 2_000_000;

export interface RowGroups {
  /** Rows of each group of two or more equal rows, ascending. */
  groups: number[][];
  /** Rows that were looked at, and how many rows each of them stands for. */
  looked: number;
  factor: number;
}

/** Groups of rows with equal hashes. Beyond two million rows only whole groups of a random share of all are formed. */
export function equalRows(hashes: RowHashes): RowGroups {
  const rows = hashes.low.length;
  const factor = Math.ceil(rows / MOST_ROWS);
  const first = new Map<number, number>();
  const groups = new Map<number, number[]>();
  let looked = 0;
  for (let row = 0; row < rows; row++) {
    if (factor > 1 && (hashes.high[row] as number) % factor !== 0) continue;
    looked++;
    const hash = hashOf(hashes, row);
    const before = first.get(hash);
    if (before === undefined) {
      first.set(hash, row);
      continue;
    }
    const group = groups.get(before);
    if (group) group.push(row);
    else groups.set(before, [before, row]);
  }
  return { groups: [...groups.values()], looked, factor };
}
