// The beginning of a file as text, whatever its size, packing and encoding; and its end, where that costs nothing.
import { open } from 'node:fs/promises';
import { describeFileFault, HEAD_BYTES, measureFile } from '../file-scan';
import type { TextSample } from '../sniff/sniff';
import { createUtf8Check } from '../utf8-check';
import {
  detectLegacy,
  findUtf16,
  type FoundEncoding,
  givenEncoding,
  readByteOrderMark,
} from './detect-encoding';
import { createDecoder, decode } from './encodings';
import type { TextOptions } from './text-source';
import { type Compression, findCompression, openPacked, zipMembers } from './unpack';

export interface TextHead {
  encoding: FoundEncoding;
  compression: Compression;
  /** The texts of an archive; empty for other files. */
  members: string[];
  bytes: number;
  sample: TextSample;
}

const TAIL_BYTES = 1 << 16;

/** Reads at most 320 KB of the file. Throws a HoneError if it cannot be read, is empty, or cannot be unpacked. */
export async function openHead(
  path: string,
  given: Pick<TextOptions, 'encoding' | 'compression' | 'member'> = {},
): Promise<TextHead> {
  const bytes = await measureFile(path);
  const raw = await readPart(path, 0, Math.min(bytes, HEAD_BYTES));
  const compression = given.compression ?? findCompression(raw);
  const packed = compression !== 'none';
  const head = packed ? await unpackHead(path, compression, bytes, given.member) : raw;
  const encoding = givenEncoding(findEncoding(head), given.encoding);
  const complete = packed ? head.length < HEAD_BYTES : bytes <= raw.length;
  const tail =
    packed || complete ? Buffer.alloc(0) : await readPart(path, (bytes - TAIL_BYTES) & ~1, TAIL_BYTES);
  const text = decode(tail, encoding.encoding);
  const start = /[\r\n]/.exec(text)?.index ?? text.length;
  return {
    ...{ encoding, compression, bytes },
    members: compression === 'zip' ? await zipMembers(path) : [],
    sample: {
      // Without its end, so that a character cut in two is left out.
      head: complete ? decode(head, encoding.encoding) : createDecoder(encoding.encoding).write(head),
      tail: text.slice(start).replace(/^\r?\n|^\r/, ''),
      complete,
    },
  };
}

async function readPart(path: string, from: number, length: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const part = Buffer.alloc(length);
      const { bytesRead } = await file.read(part, 0, length, from);
      return part.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw describeFileFault(error, path);
  }
}

async function unpackHead(
  path: string,
  compression: 'gzip' | 'zip',
  bytes: number,
  member: string | undefined,
): Promise<Buffer> {
  const stream = await openPacked(path, compression, bytes, member);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

/** As for a whole file, but a character may be cut at the end. */
function findEncoding(head: Buffer): FoundEncoding {
  const check = createUtf8Check();
  check.take(head);
  const { malformed, zero, wellFormed, faults } = check.finish();
  const marked = readByteOrderMark(head) ?? (zero ? findUtf16(head) : null);
  if (marked) return marked;
  const cut = faults === 1 && malformed !== null && malformed.offset >= head.length - 3;
  if (!malformed || cut || wellFormed > faults * 10)
    return { encoding: 'utf-8', confidence: 0.9, why: 'All characters of the beginning are well-formed.' };
  return detectLegacy(head);
}
