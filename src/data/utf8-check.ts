// Checks bytes for well-formed UTF-8 as they stream by, counts lines, and says where it goes wrong.
import { basename } from 'node:path';
import { HoneError } from '../core/errors';

const LINE_FEED = 0x0a;

/** First bytes by which a file that is no CSV gives itself away. */
const signatures: readonly { bytes: readonly number[]; what: string; fix: string }[] = [
  {
    bytes: [0x50, 0x4b, 3, 4],
    what: 'an Excel workbook or zip archive',
    fix: 'Save the sheet as CSV (UTF-8).',
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook', fix: 'Save the sheet as CSV (UTF-8).' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file', fix: 'Write the table as CSV (UTF-8).' },
  { bytes: [0x1f, 0x8b], what: 'a gzip archive', fix: 'Unpack it first.' },
  { bytes: [0xff, 0xfe], what: 'a UTF-16 text', fix: 'Save it as CSV with the encoding UTF-8.' },
  { bytes: [0xfe, 0xff], what: 'a UTF-16 text', fix: 'Save it as CSV with the encoding UTF-8.' },
];

export interface Utf8Check {
  /** Throws a HoneError at the first byte that is zero or not part of well-formed UTF-8. */
  take(bytes: Uint8Array): void;
  /** Number of lines; throws if the text ends within a character. */
  finish(): number;
}

/** Range of the byte that may follow a leading byte (Unicode 15, table 3-7), and how many follow in all. */
function continuation(lead: number): { follow: number; low: number; high: number } | null {
  if (lead >= 0xc2 && lead <= 0xdf) return { follow: 1, low: 0x80, high: 0xbf };
  if (lead >= 0xe0 && lead <= 0xef) {
    return { follow: 2, low: lead === 0xe0 ? 0xa0 : 0x80, high: lead === 0xed ? 0x9f : 0xbf };
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    return { follow: 3, low: lead === 0xf0 ? 0x90 : 0x80, high: lead === 0xf4 ? 0x8f : 0xbf };
  }
  return null;
}

/** A check of the file at `path`, which errors name. */
export function createUtf8Check(path: string): Utf8Check {
  let offset = 0;
  let lineFeeds = 0;
  let last = LINE_FEED;
  // The character under way: its first byte and where that stands, how many bytes follow and what the next may be.
  let lead = 0;
  let leadOffset = 0;
  let follow = 0;
  let low = 0x80;
  let high = 0xbf;
  const take = (bytes: Uint8Array) => {
    if (offset === 0) refuseSignature(bytes, path);
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (follow > 0) {
        if (byte < low || byte > high) throw notUtf8(path, lead, lineFeeds + 1, leadOffset);
        follow--;
        low = 0x80;
        high = 0xbf;
      } else if (byte < 0x80) {
        if (byte === LINE_FEED) lineFeeds++;
        else if (byte === 0) throw binary(path, lineFeeds + 1, offset + i);
      } else {
        const next = continuation(byte);
        if (!next) throw notUtf8(path, byte, lineFeeds + 1, offset + i);
        lead = byte;
        leadOffset = offset + i;
        ({ follow, low, high } = next);
      }
    }
    offset += bytes.length;
    last = bytes[bytes.length - 1] ?? last;
  };
  const finish = () => {
    if (follow > 0) throw notUtf8(path, lead, lineFeeds + 1, leadOffset);
    return last === LINE_FEED ? lineFeeds : lineFeeds + 1;
  };
  return { take, finish };
}

function refuseSignature(bytes: Uint8Array, path: string): void {
  const found = signatures.find((signature) => signature.bytes.every((byte, i) => bytes[i] === byte));
  if (!found) return;
  throw new HoneError(
    'data-invalid',
    `The file ${basename(path)} is ${found.what}, not a CSV file in UTF-8.`,
    {
      place: { file: path },
      fix: found.fix,
    },
  );
}

function binary(path: string, line: number, offset: number): HoneError {
  return new HoneError(
    'data-invalid',
    `The file ${basename(path)} is binary: byte ${offset + 1} is zero, which no text file holds.`,
    { place: { file: path, line }, fix: 'Open a text file with comma-separated values.' },
  );
}

function notUtf8(path: string, byte: number, line: number, offset: number): HoneError {
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  return new HoneError(
    'data-invalid',
    `The file ${basename(path)} is not written in UTF-8: byte ${offset + 1}, on line ${line}, is ${hex}.`,
    { place: { file: path, line }, fix: 'Save the file with the encoding UTF-8.' },
  );
}
