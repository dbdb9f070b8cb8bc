// Files of values that grow while a table is read: one per column, each with a checksum.
import { closeSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { checksum } from './checksum';

/** A file of values within a folder. */
export interface ColumnFile {
  file: string;
  bytes: number;
  /** Of the parts of `block` bytes each, one after the other. */
  checksum: number;
  block: number;
}

export interface GrowingFile {
  append(values: Float64Array | Float32Array | Int32Array | Uint8Array): void;
  /** Forgets what was appended. */
  discard(): void;
  finish(): ColumnFile;
}

/** Bytes that all growing files together keep back. */
const BUFFER_BYTES = 32 << 20;
const LEAST_BUFFER = 1 << 14;
const MOST_BUFFER = 1 << 20;

/** A file that is written piece by piece; it is open only while a piece is written, as there may be thousands. */
export function createGrowingFile(folder: string, file: string, filesAtOnce: number): GrowingFile {
  const place = path.join(folder, file);
  const size = Math.max(LEAST_BUFFER, Math.min(MOST_BUFFER, Math.floor(BUFFER_BYTES / filesAtOnce) & ~63));
  let buffer: Uint8Array | null = null;
  let filled = 0;
  let bytes = 0;
  let sum: number | undefined;
  const write = (part: Uint8Array) => {
    const handle = openSync(place, bytes === 0 ? 'w' : 'a');
    try {
      for (let done = 0; done < part.length; ) done += writeSync(handle, part, done);
    } finally {
      closeSync(handle);
    }
    sum = checksum(part, sum);
    bytes += part.length;
  };
  const flush = () => {
    if (buffer && filled > 0) write(buffer.subarray(0, filled));
    filled = 0;
  };
  return {
    append(values) {
      const part = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      buffer ??= new Uint8Array(size);
      for (let from = 0; from < part.length; ) {
        const count = Math.min(size - filled, part.length - from);
        buffer.set(part.subarray(from, from + count), filled);
        filled += count;
        from += count;
        if (filled === size) flush();
      }
    },
    discard() {
      rmSync(place, { force: true });
      buffer = null;
      filled = 0;
      bytes = 0;
      sum = undefined;
    },
    finish() {
      flush();
      buffer = null;
      return { file, bytes, checksum: sum ?? 0, block: size };
    },
  };
}

/** Rewrites the codes of a file by a table, block by block. */
export function recode(folder: string, kept: ColumnFile, codeOf: Int32Array): ColumnFile {
  const codes = new Int32Array(MOST_BUFFER / 4);
  const bytes = new Uint8Array(codes.buffer);
  const handle = openSync(path.join(folder, kept.file), 'r+');
  let sum: number | undefined;
  try {
    for (let at = 0; at < kept.bytes; ) {
      const count = readSync(handle, bytes, 0, Math.min(bytes.length, kept.bytes - at), at) & ~3;
      if (count === 0) throw new Error(`${kept.file} ended early`);
      for (let i = 0; i < count / 4; i++) codes[i] = codeOf[codes[i] as number] as number;
      for (let done = 0; done < count; ) done += writeSync(handle, bytes, done, count - done, at + done);
      sum = checksum(bytes.subarray(0, count), sum);
      at += count;
    }
  } finally {
    closeSync(handle);
  }
  return { ...kept, checksum: sum ?? 0, block: MOST_BUFFER };
}

/** Reads bytes from ≤ at < to of a file. Throws if it is shorter. */
export function readBytes(place: string, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from);
  const handle = openSync(place, 'r');
  try {
    for (let done = 0; done < bytes.length; ) {
      const count = readSync(handle, bytes, done, bytes.length - done, from + done);
      if (count === 0) throw new Error(`${place} ended early`);
      done += count;
    }
  } finally {
    closeSync(handle);
  }
  return bytes;
}

/** Whether the file is there as it was written. */
export function isIntact(folder: string, { file, bytes, checksum: wanted, block }: ColumnFile): boolean {
  let sum: number | undefined;
  let handle: number | undefined;
  const part = new Uint8Array(Math.min(block, bytes));
  try {
    if (bytes === 0) return wanted === 0;
    const place = path.join(folder, file);
    if (statSync(place).size !== bytes) return false;
    handle = openSync(place, 'r');
    for (let at = 0; at < bytes; at += block) {
      const length = Math.min(block, bytes - at);
      if (readSync(handle, part, 0, length, at) !== length) return false;
      sum = checksum(part.subarray(0, length), sum);
    }
    return sum === wanted;
  } catch {
    return false;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
