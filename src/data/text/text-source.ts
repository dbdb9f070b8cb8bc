// Any text file as plain UTF-8 on disk: in place if it is that already, else as a temporary copy.
import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HoneError } from '../../core/errors';
import type { TextSample } from '../sniff/sniff';
import {
  describeFileFault,
  type FileEnds,
  type FileScan,
  readEnds,
  readingCancelled,
  scanFile,
} from '../file-scan';
import { createUtf8Check } from '../utf8-check';
import {
  detectLegacy,
  findUtf16,
  type FoundEncoding,
  givenEncoding,
  readByteOrderMark,
} from './detect-encoding';
import { createDecoder, type Encoding } from './encodings';
import { removeTemporary, temporaryPath } from './temporary-texts';
import { type Compression, findCompression, openPacked, zipMembers } from './unpack';

export interface TextOptions {
  /** Found from the bytes unless given. */
  encoding?: Encoding | undefined;
  compression?: Compression | undefined;
  /** The file of a zip archive; else its first text. */
  member?: string | undefined;
  /** Share of the work that is done, 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface TextSource {
  /** Absolute path of a file of plain UTF-8, perhaps with a byte order mark. */
  path: string;
  encoding: FoundEncoding;
  compression: Compression;
  /** The texts of an archive; empty for other files. */
  members: string[];
  /** Of the file itself. */
  bytes: number;
  /** SHA-256 of the file itself, hexadecimal. */
  fingerprint: string;
  /** Of the plain text. */
  textBytes: number;
  lines: number;
  sample: TextSample;
  /** Sentences about what looked odd. */
  warnings: string[];
  /** Removes the temporary copy, if there is one. */
  close(): void;
}

/** What the ends of a file say, as long as nobody has looked at the rest. */
export type GlancedText = Pick<TextSource, 'path' | 'encoding' | 'compression' | 'textBytes' | 'sample'>;

/** A smaller file is looked through in no time. */
const LEAST_TO_GLANCE = 8 << 20;

/**
 * A large file that by its ends is plain UTF-8, not packed; null for every other one. Only `openText` can tell whether
 * the rest is as well. Throws a HoneError if it cannot be read.
 */
export async function glanceText(
  path: string,
  { encoding = 'utf-8', compression = 'none' }: Pick<TextOptions, 'encoding' | 'compression'>,
): Promise<GlancedText | null> {
  if (encoding !== 'utf-8' || compression !== 'none') return null;
  const ends = await readEnds(path);
  if (ends.bytes < LEAST_TO_GLANCE || findCompression(ends.head) !== 'none') return null;
  const check = createUtf8Check();
  check.take(ends.head);
  const { malformed, zero } = check.finish();
  // The last character of the head may be cut.
  if (zero || (malformed && malformed.offset < ends.head.length - 3)) return null;
  const marked = readByteOrderMark(ends.head);
  if (marked && marked.encoding !== 'utf-8') return null;
  const found = { encoding, confidence: 1, why: '' };
  return { path, encoding: found, compression, textBytes: ends.bytes, sample: sampleOf(ends) };
}

/**
 * Opens a file of text, packed or not, in any encoding. Throws a HoneError if it cannot be read, is empty or no text,
 * or when the signal is aborted; no temporary file is left then.
 */
export async function openText(path: string, options: TextOptions = {}): Promise<TextSource> {
  const original = await scanFile(path, (share) => options.onProgress?.(share * 0.5), options.signal);
  const compression = options.compression ?? findCompression(original.head);
  const copies: string[] = [];
  const close = () => copies.splice(0).forEach(removeTemporary);
  try {
    let plain: { path: string; scan: FileScan } = { path, scan: original };
    if (compression !== 'none') {
      const packed = await openPacked(path, compression, original.bytes, options.member);
      plain = await copy(packed, [], path, copies, options.signal);
    }
    refuseOthers(plain.scan, path);
    const encoding = givenEncoding(findEncoding(plain.scan), options.encoding);
    const needsCopy = encoding.encoding !== 'utf-8' || plain.scan.malformed !== null;
    if (encoding.encoding !== 'utf-16le' && encoding.encoding !== 'utf-16be') refuseBinary(plain.scan, path);
    const { malformed, faults } = plain.scan;
    if (needsCopy) {
      const from = createReadStream(plain.path, { highWaterMark: 1 << 20 });
      plain = await copy(from, [decoding(encoding.encoding)], path, copies, options.signal);
    }
    options.onProgress?.(1);
    const lossy = encoding.encoding === 'utf-8' && malformed;
    return {
      path: plain.path,
      ...{ encoding, compression, close },
      members: compression === 'zip' ? await zipMembers(path) : [],
      ...{ bytes: original.bytes, fingerprint: original.fingerprint },
      ...{ textBytes: plain.scan.bytes, lines: plain.scan.lines, sample: sampleOf(plain.scan) },
      warnings: lossy
        ? [
            `${faults === 1 ? 'One character is' : `${faults} characters are`} damaged, the first on line ${malformed.line}.`,
          ]
        : [],
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Writes a stream to a temporary file of UTF-8 and scans it. */
async function copy(
  from: Readable,
  steps: Transform[],
  path: string,
  copies: string[],
  signal: AbortSignal | undefined,
): Promise<{ path: string; scan: FileScan }> {
  const to = temporaryPath();
  copies.push(to);
  try {
    const stages = [from, ...steps, createWriteStream(to, { mode: 0o600 })];
    await pipeline(stages, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw readingCancelled();
    throw error instanceof HoneError ? error : describeFileFault(error, path);
  }
  const scan = await scanFile(to, undefined, signal).catch((error: unknown) => {
    // What is wrong with the copy is wrong with the file.
    if (!(error instanceof HoneError)) throw error;
    const message = error.message.replace(basename(to), basename(path));
    throw new HoneError(error.code, message, { place: { file: path }, fix: error.fix ?? '', cause: error });
  });
  return { path: to, scan };
}

function decoding(encoding: Encoding): Transform {
  const decoder = createDecoder(encoding);
  return new Transform({
    transform: (chunk: Buffer, _, done) => done(null, decoder.write(chunk)),
    flush: (done) => done(null, decoder.end()),
  });
}

/** The order: the mark, UTF-16 by its zeros, UTF-8 if all is well-formed, else what fits best. */
function findEncoding(scan: FileScan): FoundEncoding {
  const marked = readByteOrderMark(scan.head) ?? (scan.zero ? findUtf16(scan.head) : null);
  if (marked) return marked;
  if (!scan.malformed) {
    const why =
      scan.wellFormed > 0
        ? 'All characters are well-formed.'
        : 'There is nothing but ASCII, which is the same in all.';
    return { encoding: 'utf-8', confidence: 1, why };
  }
  const cutAtEnd =
    scan.faults === 1 && scan.malformed.offset >= scan.bytes - 3 && scan.malformed.byte >= 0xe0;
  if (scan.wellFormed > scan.faults * 10 || (cutAtEnd && scan.malformed.offset + 1 < scan.bytes))
    return { encoding: 'utf-8', confidence: 0.8, why: 'Nearly all characters are well-formed.' };
  return detectLegacy(scan.wrong);
}

/** First bytes by which a file that is no text gives itself away. */
const signatures: readonly { bytes: readonly number[]; what: string; fix: string }[] = [
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook', fix: 'Save the sheet as CSV (UTF-8).' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file', fix: 'Write the table as CSV (UTF-8).' },
];

function refuseOthers(scan: FileScan, path: string): void {
  const found = signatures.find(({ bytes }) => bytes.every((byte, i) => scan.head[i] === byte));
  if (!found) return;
  throw new HoneError('data-invalid', `The file ${basename(path)} is ${found.what}, not a text.`, {
    place: { file: path },
    fix: found.fix,
  });
}

function refuseBinary({ zero }: FileScan, path: string): void {
  if (!zero) return;
  throw new HoneError(
    'data-invalid',
    `The file ${basename(path)} is binary: byte ${zero.offset + 1} is zero, which no text file holds.`,
    { place: { file: path, line: zero.line }, fix: 'Open a text file with comma-separated values.' },
  );
}

/** The head, and of the tail what begins at a line start. */
function sampleOf(scan: FileEnds): TextSample {
  const complete = scan.bytes <= scan.head.length;
  const head = new TextDecoder('utf-8').decode(scan.head, { stream: true });
  if (complete) return { head, tail: '', complete };
  const text = scan.tail.toString('utf8');
  const start = /[\r\n]/.exec(text)?.index ?? text.length;
  return { head, tail: text.slice(start).replace(/^\r?\n|^\r/, ''), complete };
}
