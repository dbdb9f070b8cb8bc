// A file that is read as a whole into memory, within limits.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HoneError } from '../../core/errors';
import { scanFile } from '../file-scan';

export interface HeldFile {
  content: Buffer;
  bytes: number;
  /** SHA-256 of the file, hexadecimal. */
  fingerprint: string;
}

/** Throws a HoneError if the file cannot be read or is larger than `most` bytes. `kind`: what it is called. */
export async function holdFile(
  path: string,
  { most, kind, signal }: { most: number; kind: string; signal?: AbortSignal | undefined },
): Promise<HeldFile> {
  const { bytes, fingerprint } = await scanFile(path, () => {}, signal);
  if (bytes > most) throw tooLarge(path, kind, `it has ${megabytes(bytes)}`, most);
  return { content: await readFile(path), bytes, fingerprint };
}

/** The fault of a file that would not fit into memory. */
export function tooLarge(path: string, kind: string, finding: string, most: number): HoneError {
  return new HoneError(
    'data-invalid',
    `${basename(path)} is too large: ${finding}, and a ${kind} is read up to ${megabytes(most)}.`,
    { place: { file: path }, fix: 'Save the table as CSV or Parquet, which are read in parts.' },
  );
}

const megabytes = (bytes: number) => `${Math.round(bytes / (1 << 20))} MB`;
