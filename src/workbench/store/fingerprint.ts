// SHA-256 of a file, by which a run knows its data again.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { HoneError } from '../../core/errors';

/** Hexadecimal. HoneError `file-not-found` or `file-unreadable` naming the file. */
export function fingerprintFile(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    createReadStream(file, { highWaterMark: 1 << 20 })
      .on('data', (chunk) => hash.update(chunk))
      .on('end', () => resolve(hash.digest('hex')))
      .on('error', (error: NodeJS.ErrnoException) => reject(unreadable(file, error)));
  });
}

function unreadable(file: string, cause: NodeJS.ErrnoException): HoneError {
  const place = { file };
  if (cause.code === 'ENOENT') {
    const fix = 'See whether it was moved or renamed, and open it again.';
    return new HoneError('file-not-found', `There is no file ${file}.`, { place, fix, cause });
  }
  const message =
    cause.code === 'EISDIR'
      ? `${file} is a folder, not a file.`
      : `The file ${path.basename(file)} cannot be read (${cause.code}).`;
  return new HoneError('file-unreadable', message, {
    place,
    fix: 'Name a CSV file that you may read.',
    cause,
  });
}
