// Checks bytes for well-formed UTF-8 as they stream by, counts lines, and says where it goes wrong.

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A byte that does not belong where it stands. Offsets from 0, lines from 1. */
export interface BytePlace {
  byte: number;
  offset: number;
  line: number;
}

export interface Utf8Report {
  /** Lines, whether they end in LF, CR LF or CR; a last one without an end is counted as well. */
  lines: number;
  /** The first character that is not well-formed; null for UTF-8. */
  malformed: BytePlace | null;
  /** The first byte that is zero. */
  zero: BytePlace | null;
  /** Characters of several bytes that are well-formed, and those that are not. */
  wellFormed: number;
  faults: number;
}

export interface Utf8Check {
  take(bytes: Uint8Array): void;
  finish(): Utf8Report;
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

/** The bytes as words, where they begin on a whole one in memory; else none. */
function wordsOf(bytes: Uint8Array): Int32Array {
  if (bytes.byteOffset % 4 !== 0) return new Int32Array(0);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
}

/**
 * From which word on there is a byte that needs a look: below 14 or above 127. Four bytes are looked at together, as
 * most of a file is neither (Hacker's Delight, 6-1; a byte below 14 may mark the one above it too, which does no harm).
 */
function plainUntil(words: Int32Array, from: number): number {
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at] as number;
    if (((word | ((word - 0x0e0e0e0e) & ~word)) & 0x80808080) !== 0) break;
  }
  return at;
}

/** A check of one text. */
export function createUtf8Check(): Utf8Check {
  let offset = 0;
  let ends = 0;
  let last = LINE_FEED;
  let malformed: BytePlace | null = null;
  let zero: BytePlace | null = null;
  let wellFormed = 0;
  let faults = 0;
  // The character under way: its first byte and place, how many bytes follow and what the next may be.
  let start: BytePlace = { byte: 0, offset: 0, line: 1 };
  let follow = 0;
  let low = 0x80;
  let high = 0xbf;
  const fault = (place: BytePlace) => {
    malformed ??= place;
    faults++;
  };
  const beyondAscii = (byte: number, at: number) => {
    const place = { byte, offset: at, line: ends + 1 };
    const next = continuation(byte);
    if (!next) return fault(place);
    start = place;
    ({ follow, low, high } = next);
  };
  /** Whether the byte was taken as part of the character under way. */
  const continues = (byte: number): boolean => {
    if (byte < low || byte > high) {
      fault(start);
      follow = 0;
      return false;
    }
    low = 0x80;
    high = 0xbf;
    if (--follow === 0) wellFormed++;
    return true;
  };
  const take = (bytes: Uint8Array) => {
    let before = last;
    const words = wordsOf(bytes);
    for (let i = 0; i < bytes.length; i++) {
      if (follow === 0 && (i & 3) === 0) {
        const end = plainUntil(words, i >> 2) << 2;
        if (end > i) before = bytes[end - 1] as number;
        i = end;
        if (i >= bytes.length) break;
      }
      const byte = bytes[i] as number;
      if (follow > 0 && continues(byte)) {
        before = byte;
        continue;
      }
      if (byte >= 0x80) beyondAscii(byte, offset + i);
      else if (byte < 14) {
        if (byte === LINE_FEED) {
          if (before !== CARRIAGE_RETURN) ends++;
        } else if (byte === CARRIAGE_RETURN) ends++;
        else if (byte === 0) zero ??= { byte, offset: offset + i, line: ends + 1 };
      }
      before = byte;
    }
    last = before;
    offset += bytes.length;
  };
  const finish = () => {
    if (follow > 0) fault(start);
    const ended = last === LINE_FEED || last === CARRIAGE_RETURN;
    return { lines: ended ? ends : ends + 1, malformed, zero, wellFormed, faults };
  };
  return { take, finish };
}
