// One pass over a file's bytes before anything reads it: fingerprint, UTF-8 check, line count, first and last bytes.
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HoneError } from '../core/errors';
import { createUtf8Check, type Utf8Report } from './utf8-check';

const CHUNK_BYTES = 1 << 20;
/** Enough for the dialect of any ordinary file. */
export const HEAD_BYTES = 1 << 18;
const TAIL_BYTES = 1 << 16;

export interface FileScan extends Utf8Report {
  bytes: number;
  /** SHA-256 of the file, hexadecimal. */
  fingerprint: string;
  /** The first bytes, up to `HEAD_BYTES`. */
  head: Buffer;
  /** The last bytes. */
  tail: Buffer;
  /** Up to `HEAD_BYTES` from where the text stops being UTF-8; empty if it does not. */
  wrong: Buffer;
}

/** Says in one sentence why a file cannot be opened. */
export function describeFileFault(error: unknown, path: string): HoneError {
  const name = basename(path);
  const code = (error as { code?: unknown } | null)?.code;
  const place = { file: path };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new HoneError('file-not-found', `There is no file ${path}.`, {
      place,
      fix: 'Check the spelling of the path and the folder that it starts from.',
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new HoneError('file-unreadable', `The file ${name} may not be read by this user.`, {
      place,
      fix: 'Give yourself permission to read it, or copy it to a folder of your own.',
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new HoneError('file-unreadable', `The file ${name} cannot be read: ${reason}.`, {
    place,
    fix: 'Copy the file to a local disk and open the copy.',
    cause: error,
  });
}

/** Bytes of an ordinary file that is not empty; a HoneError for anything else. */
export async function measureFile(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw describeFileFault(error, path);
  });
  if (found.isDirectory()) {
    throw new HoneError('file-unreadable', `${path} is a folder, not a file.`, {
      place: { file: path },
      fix: 'Name a CSV file within the folder.',
    });
  }
  if (!found.isFile()) {
    throw new HoneError('file-unreadable', `${path} is a device or a pipe, not a file.`, {
      place: { file: path },
      fix: 'Write the data to a file and open that.',
    });
  }
  if (found.size === 0) throw emptyFile(path);
  return found.size;
}

/** The fault of a file without any text. */
export function emptyFile(path: string): HoneError {
  return new HoneError('data-invalid', `The file ${basename(path)} is empty.`, {
    place: { file: path },
    fix: 'Open a CSV file with a line of names and at least two rows.',
  });
}

/** The fault of work that a person stopped. */
export function readingCancelled(): HoneError {
  return new HoneError('cancelled', 'The reading of the file was stopped.');
}

/** Both ends of a file, before the whole is looked at. */
export type FileEnds = Pick<FileScan, 'bytes' | 'head' | 'tail'>;

/** Reads the ends of a file. Throws a HoneError if it cannot be read or is empty. */
export async function readEnds(path: string): Promise<FileEnds> {
  const bytes = await measureFile(path);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw describeFileFault(error, path);
  });
  try {
    const part = async (from: number, length: number) => {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    };
    const tailBytes = Math.min(TAIL_BYTES, bytes);
    return {
      bytes,
      head: await part(0, Math.min(HEAD_BYTES, bytes)),
      tail: await part(bytes - tailBytes, tailBytes),
    };
  } catch (error) {
    throw describeFileFault(error, path);
  } finally {
    await file.close();
  }
}

/** Reads the whole file once. Throws a HoneError if it cannot be read or is empty, or when `signal` is aborted. */
export async function scanFile(
  path: string,
  onProgress: (share: number) => void = () => {},
  signal?: AbortSignal,
): Promise<FileScan> {
  const bytes = await measureFile(path);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw describeFileFault(error, path);
  });
  try {
    const hash = createHash('sha256');
    const check = createUtf8Check();
    const head: Buffer[] = [];
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let done = 0;
    for (;;) {
      if (signal?.aborted) throw readingCancelled();
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, done);
      if (bytesRead === 0) break;
      const part = chunk.subarray(0, bytesRead);
      hash.update(part);
      check.take(part);
      if (done < HEAD_BYTES) head.push(Buffer.from(part.subarray(0, HEAD_BYTES - done)));
      done += bytesRead;
      onProgress(done / bytes);
    }
    const report = check.finish();
    const readAt = async (from: number, length: number) => {
      const part = Buffer.alloc(Math.max(0, Math.min(length, done - from)));
      if (part.length > 0) await file.read(part, 0, part.length, from);
      return part;
    };
    return {
      ...report,
      bytes,
      fingerprint: hash.digest('hex'),
      head: Buffer.concat(head),
      tail: await readAt(Math.max(0, done - TAIL_BYTES), TAIL_BYTES),
      wrong: report.malformed
        ? await readAt(lineBefore(report.malformed.offset), HEAD_BYTES)
        : Buffer.alloc(0),
    };
  } catch (error) {
    throw error instanceof HoneError ? error : describeFileFault(error, path);
  } finally {
    await file.close();
  }
}

/** Some way before an offset, on an even byte: a little of what stands around the place. */
function lineBefore(offset: number): number {
  return Math.max(0, offset - 1024) & ~1;
}
