// One pass over a file's bytes before anything reads it: fingerprint, UTF-8 check, line count, first bytes.
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HoneError } from '../core/errors';
import { createUtf8Check } from './utf8-check';

const CHUNK_BYTES = 1 << 20;
/** Enough for the dialect of any ordinary file. */
const SAMPLE_BYTES = 1 << 16;

export interface FileScan {
  bytes: number;
  /** SHA-256 of the file, hexadecimal. */
  fingerprint: string;
  /** Line feeds in the file, those within quotes included; a last line without one is counted as well. */
  lines: number;
  /** The beginning of the file as text, without byte order mark. */
  sample: string;
  /** Whether the sample is the whole file. */
  complete: boolean;
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
async function measure(path: string): Promise<number> {
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

/** Reads the whole file once. Throws a HoneError if it cannot be read, is empty, binary or not UTF-8. */
export async function scanFile(
  path: string,
  onProgress: (share: number) => void = () => {},
): Promise<FileScan> {
  const bytes = await measure(path);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw describeFileFault(error, path);
  });
  try {
    const hash = createHash('sha256');
    const check = createUtf8Check(path);
    const sample: Buffer[] = [];
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let done = 0;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, done);
      if (bytesRead === 0) break;
      const part = chunk.subarray(0, bytesRead);
      hash.update(part);
      check.take(part);
      if (done < SAMPLE_BYTES) sample.push(Buffer.from(part.subarray(0, SAMPLE_BYTES - done)));
      done += bytesRead;
      onProgress(done / bytes);
    }
    const lines = check.finish();
    return {
      bytes,
      fingerprint: hash.digest('hex'),
      lines,
      sample: decodeSample(Buffer.concat(sample)),
      complete: done <= SAMPLE_BYTES,
    };
  } catch (error) {
    throw error instanceof HoneError ? error : describeFileFault(error, path);
  } finally {
    await file.close();
  }
}

/** Text of checked UTF-8 whose last character may have been cut. */
function decodeSample(bytes: Buffer): string {
  return new TextDecoder('utf-8').decode(bytes, { stream: true });
}
