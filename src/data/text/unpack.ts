// The bytes of a packed file, as a stream: gzip, or the one text in a zip archive.
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { PassThrough, type Readable, Transform, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Entry, open, type ZipFile } from 'yauzl';
import { HoneError } from '../../core/errors';

export type Compression = 'none' | 'gzip' | 'zip';

/** What the first bytes say. */
export function findCompression(bytes: Uint8Array): Compression {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return 'gzip';
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
  return isZip ? 'zip' : 'none';
}

/** Unpacked sizes up to here are always fine; beyond, no honest text packs more than `MOST_RATIO` to one. */
const HARMLESS_BYTES = 256 * 2 ** 20;
const MOST_RATIO = 400;

/** Opens the packed file at `path` of `bytes` bytes. `member` names a file of the archive; else it is the first text. */
export async function openPacked(
  path: string,
  compression: 'gzip' | 'zip',
  bytes: number,
  member?: string,
): Promise<Readable> {
  const source = compression === 'gzip' ? gunzip(path) : await unzip(path, member);
  return limit(source, path, bytes);
}

function gunzip(path: string): Readable {
  const out = new PassThrough();
  pipeline(createReadStream(path), createGunzip(), out, () => {});
  return out;
}

function limit(source: Readable, path: string, bytes: number): Readable {
  let size = 0;
  const gate = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size > HARMLESS_BYTES && size > bytes * MOST_RATIO) done(bomb(path));
      else done(null, chunk);
    },
  });
  source.once('error', (error) => gate.destroy(brokenArchive(path, error)));
  gate.once('close', () => source.destroy());
  return source.pipe(gate);
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(brokenArchive(path, error));
      else resolve(zip);
    });
  });
}

const textName = /\.(?:csv|tsv|tab|txt|dat|data|psv|asc|json|jsonl|ndjson)$/i;
/** Archives made on a Mac hold a second, hidden file beside each. */
const hiddenName = /(?:^|\/)(?:__MACOSX\/|\.)/;

/** The names of the texts in a zip archive, in its order: the first one is read unless another is named. */
export async function zipMembers(path: string): Promise<string[]> {
  const zip = await openZip(path);
  try {
    return (await listTexts(zip, path)).map(({ fileName }) => fileName);
  } finally {
    zip.close();
  }
}

/** The files with the name of a text; all if there is none. */
async function listTexts(zip: ZipFile, path: string): Promise<Entry[]> {
  const entries = await listEntries(zip, path);
  const files = entries.filter(({ fileName }) => !fileName.endsWith('/') && !hiddenName.test(fileName));
  if (files.some(({ fileName }) => fileName === '[Content_Types].xml')) throw workbook(path);
  const texts = files.filter(({ fileName }) => textName.test(fileName));
  return texts.length > 0 ? texts : files;
}

async function unzip(path: string, member: string | undefined): Promise<Readable> {
  const zip = await openZip(path);
  try {
    const texts = await listTexts(zip, path);
    const found = member ? texts.find(({ fileName }) => fileName === member) : texts[0];
    if (!found) throw noMember(path, member);
    return await openEntry(zip, found, path);
  } catch (error) {
    zip.close();
    throw error;
  }
}

function listEntries(zip: ZipFile, path: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', (error: Error) => reject(brokenArchive(path, error)));
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry, path: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (entry.isEncrypted()) return reject(locked(path));
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(brokenArchive(path, error));
      const out = new PassThrough();
      pipeline(stream, out, () => zip.close());
      resolve(out);
    });
  });
}

function fault(path: string, sentence: string, fix: string, cause?: unknown): HoneError {
  return new HoneError('data-invalid', `The file ${basename(path)} ${sentence}.`, {
    place: { file: path },
    fix,
    cause,
  });
}

function brokenArchive(path: string, error: unknown): HoneError {
  if (error instanceof HoneError) return error;
  const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  return fault(
    path,
    `begins like an archive (an Excel workbook, zip or gzip) but cannot be unpacked: ${reason}`,
    'Get the file again, or unpack it with another program and open what it holds.',
    error,
  );
}

function workbook(path: string): HoneError {
  return fault(path, 'is an Excel workbook, not a text', 'Save the sheet as CSV (UTF-8).');
}

function noMember(path: string, member: string | undefined): HoneError {
  const what = member === undefined ? 'is an archive without any file' : `has no file ${member} in it`;
  return fault(path, what, 'Put one CSV file into the archive.');
}

function locked(path: string): HoneError {
  return fault(path, 'is an archive with a password', 'Unpack it and open what it holds.');
}

function bomb(path: string): HoneError {
  return fault(
    path,
    `unpacks to more than ${MOST_RATIO} times its size`,
    'Unpack it with another program if you trust it, and open what it holds.',
  );
}
