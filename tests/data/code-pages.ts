// Whether every assigned character of the code pages comes back the same: runs in Node and in Electron's own Node.
import { createHash } from 'node:crypto';
import { decode, type Encoding, encode } from '../../src/data/text/encodings';

/** What Python's codecs know of a page (tests/parity/code_pages.py). */
export interface CodePage {
  /** Code points of its characters, as first and last of each run. */
  ranges: readonly (readonly number[])[];
  characters: number;
  sha256: string;
  pairs: number;
  pairsSha256: string;
}

export interface PageReport {
  encoding: string;
  characters: number;
  /** Characters of the page that do not come back, and pairs of bytes whose character does not. */
  lost: string[];
  /** SHA-256 over all pairs of bytes with their characters. */
  pairsSha256: string;
}

/** Control characters, those of private use, and the sign for what is none. */
const isPrivate = (code: number) => code < 0xa0 || (code >= 0xe000 && code <= 0xf8ff) || code === 0xfffd;

/** Encodes and decodes every character, and decodes and encodes every pair of bytes that means one. */
export function checkCodePage(encoding: Encoding, page: CodePage): PageReport {
  const lost: string[] = [];
  let characters = 0;
  for (const [first, last] of page.ranges as [number, number][]) {
    for (let code = first; code <= last; code++) {
      const sign = String.fromCharCode(code);
      characters++;
      if (decode(encode(sign, encoding), encoding) !== sign) lost.push(sign);
    }
  }
  let pairs = '';
  for (let lead = 0x81; lead < 0xff && page.pairs > 0; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const sign = decode(Uint8Array.of(lead, trail), encoding);
      if (sign.length !== 1 || isPrivate(sign.charCodeAt(0))) continue;
      pairs += lead.toString(16) + trail.toString(16) + sign;
      if (decode(encode(sign, encoding), encoding) !== sign) lost.push(sign);
    }
  }
  return { encoding, characters, lost, pairsSha256: createHash('sha256').update(pairs).digest('hex') };
}

/** A report on each page. */
export function checkCodePages(pages: Record<string, CodePage>): PageReport[] {
  return Object.entries(pages).map(([encoding, page]) => checkCodePage(encoding as Encoding, page));
}
