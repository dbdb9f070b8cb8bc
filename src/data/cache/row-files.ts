// Prepared rows on disk: written once in one pass over the table, read back window by window.
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  read,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { createRandom, permutation, streamOf } from '../../core/random';
import { removeStale } from './cache-folder';
import { type ColumnFile, createGrowingFile, type GrowingFile, isIntact, readBytes } from './column-files';
import { columnFileSchema } from './stored-columns';

const HEAD = 'rows.json';
/** Rows of the shuffled part are dealt into shards of about this size, and each shard is shuffled in memory. */
const SHARD_BYTES = 128 << 20;

const headSchema = z.strictObject({
  width: z.number().int().min(1),
  files: z.record(z.string(), columnFileSchema),
});

/** Rows of the table, ascending, that go into one file. */
export interface RowPart {
  name: string;
  rows: Int32Array;
  /** Lays the rows in a random order that follows from it; null keeps that of the table. */
  seed: number | null;
}

/** Prepared rows from ≤ row < to of the table, [rows, width] row-major. */
export interface RowBlock {
  from: number;
  to: number;
  values: Float32Array;
}

export interface RowEntry {
  folder: string;
  width: number;
  files: Record<string, ColumnFile>;
}

/** For each row of a part, in its order in the table, the place in the part's file. */
export function placesOf({ rows, seed }: RowPart): Int32Array {
  const places = new Int32Array(rows.length);
  const order = seed === null ? null : permutation(rows.length, createRandom(seed, streamOf('stored-rows')));
  for (let at = 0; at < places.length; at++) places[order ? (order[at] as number) : at] = at;
  return places;
}

/** The entry of that key in a project's cache as it was written, or null; a damaged one is removed. */
export function openRows(folder: string, key: string): RowEntry | null {
  const entry = path.join(folder, `rows-${key}`);
  try {
    const head = headSchema.parse(JSON.parse(readFileSync(path.join(entry, HEAD), 'utf8')));
    if (Object.values(head.files).every((file) => isIntact(entry, file))) {
      touchRows(entry);
      return { folder: entry, ...head };
    }
  } catch {
    // Not there, or not readable: it is written anew.
  }
  rmSync(entry, { recursive: true, force: true });
  return null;
}

/** Keeps the entry from being taken for a forgotten one. */
export function touchRows(entry: string): void {
  const now = new Date();
  utimesSync(path.join(entry, HEAD), now, now);
}

/** Writes the rows of all parts; the blocks cover the table from its first row on. `onRow` hears how far it is. */
export function writeRows(
  folder: string,
  key: string,
  { width, parts, blocks }: { width: number; parts: readonly RowPart[]; blocks: Iterable<RowBlock> },
  onRow: (row: number) => void = () => {},
): RowEntry {
  mkdirSync(folder, { recursive: true });
  const draft = mkdtempSync(path.join(folder, `draft-${process.pid}-`));
  try {
    const writers = parts.map((part) => createPartWriter(draft, part, width));
    for (const block of blocks) {
      for (const writer of writers) writer.take(block);
      onRow(block.to);
    }
    const files = Object.fromEntries(parts.map(({ name }, i) => [name, writers[i]?.finish() as ColumnFile]));
    writeFileSync(path.join(draft, HEAD), JSON.stringify({ width, files }));
    const entry = path.join(folder, `rows-${key}`);
    rmSync(entry, { recursive: true, force: true });
    renameSync(draft, entry);
    removeStale(folder);
    return { folder: entry, width, files };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

interface PartWriter {
  take(block: RowBlock): void;
  finish(): ColumnFile;
}

function createPartWriter(draft: string, part: RowPart, width: number): PartWriter {
  const whole = createGrowingFile(draft, `${part.name}.f32`, 1);
  const shards = part.seed === null ? null : createShards(draft, part, width);
  let next = 0;
  return {
    take({ from, to, values }) {
      const { rows } = part;
      while (next < rows.length && (rows[next] as number) < to) {
        const at = ((rows[next] as number) - from) * width;
        const row = values.subarray(at, at + width);
        if (shards) shards.take(next, row);
        else whole.append(row);
        next++;
      }
    },
    finish() {
      shards?.empty(whole);
      return whole.finish();
    },
  };
}

/** Deals rows into files of their shards, and lays each shard in its order when all rows are there. */
function createShards(draft: string, part: RowPart, width: number) {
  const places = placesOf(part);
  const shardRows = Math.max(1, Math.floor(SHARD_BYTES / (4 * width)));
  const count = Math.ceil(part.rows.length / shardRows);
  const files: GrowingFile[] = Array.from({ length: count }, (_, i) =>
    createGrowingFile(draft, `${part.name}.${i}.part`, count),
  );
  /** For each shard the places of its rows in the order in which they came. */
  const order = files.map((_, i) => new Int32Array(Math.min(shardRows, part.rows.length - i * shardRows)));
  const taken = new Int32Array(count);
  return {
    take(number: number, row: Float32Array) {
      const place = places[number] as number;
      const shard = Math.floor(place / shardRows);
      (order[shard] as Int32Array)[taken[shard] as number] = place - shard * shardRows;
      taken[shard] = (taken[shard] as number) + 1;
      files[shard]?.append(row);
    },
    empty(whole: GrowingFile) {
      for (const [i, file] of files.entries()) {
        const { file: name, bytes } = file.finish();
        const dealt = new Float32Array(readBytes(path.join(draft, name), 0, bytes).buffer);
        rmSync(path.join(draft, name), { force: true });
        const sorted = new Float32Array(dealt.length);
        (order[i] as Int32Array).forEach((place, at) => {
          sorted.set(dealt.subarray(at * width, (at + 1) * width), place * width);
        });
        whole.append(sorted);
      }
    },
  };
}

/** Reads windows of a file of rows; the next one may be fetched while the present one is worked on. */
export interface RowReader {
  rows: number;
  width: number;
  /** Rows from ≤ row < to; valid until the window after the next is read. */
  read(from: number, to: number): Float32Array;
  /** Begins to read, without waiting. */
  fetch(from: number, to: number): void;
  close(): void;
}

export function openRowReader({ folder, width, files }: RowEntry, name: string): RowReader {
  const { file, bytes } = files[name] as ColumnFile;
  const handle = openSync(path.join(folder, file), 'r');
  const rowBytes = width * 4;
  /** Two buffers in turn: one is worked on while the other fills. */
  const buffers: (Float32Array | null)[] = [null, null];
  let turn = 0;
  let fetched: { key: string; values: Float32Array; done: boolean; failed: boolean } | null = null;
  let filling = false;
  const keyOf = (from: number, to: number) => `${from}-${to}`;
  const nextBuffer = (length: number): Float32Array => {
    turn = 1 - turn;
    const kept = buffers[turn];
    if (kept && kept.length >= length) return kept.subarray(0, length);
    const made = new Float32Array(length);
    buffers[turn] = made;
    return made;
  };
  const bytesOf = (values: Float32Array) =>
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const readNow = (values: Float32Array, from: number) => {
    const target = bytesOf(values);
    for (let done = 0; done < target.length; ) {
      const count = readSync(handle, target, done, target.length - done, from * rowBytes + done);
      if (count === 0) throw new Error(`${file} ended early`);
      done += count;
    }
    return values;
  };
  return {
    rows: bytes / rowBytes,
    width,
    read(from, to) {
      const ready = fetched;
      fetched = null;
      if (ready?.key === keyOf(from, to) && ready.done && !ready.failed) return ready.values;
      // One that is still filling keeps its buffer, which must not be written twice at once.
      if (ready && !ready.done) buffers[turn] = null;
      return readNow(nextBuffer((to - from) * width), from);
    },
    fetch(from, to) {
      // One that nobody waited for still fills its buffer.
      if (fetched || filling) return;
      const values = nextBuffer((to - from) * width);
      const target = bytesOf(values);
      const own = { key: keyOf(from, to), values, done: false, failed: false };
      fetched = own;
      filling = true;
      read(handle, target, 0, target.length, from * rowBytes, (error, count) => {
        own.done = true;
        filling = false;
        own.failed = error !== null || count !== target.length;
      });
    },
    close: () => closeSync(handle),
  };
}
