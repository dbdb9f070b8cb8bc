// Finds the encoding of bytes that are not UTF-8.
import { analyse } from 'chardet';
import { decode, type Encoding } from './encodings';

export interface FoundEncoding {
  encoding: Encoding;
  /** 0 to 1. */
  confidence: number;
  why: string;
}

/** What a byte order mark at the beginning says, or null. */
export function readByteOrderMark(bytes: Uint8Array): FoundEncoding | null {
  const why = 'The file begins with its byte order mark.';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { encoding: 'utf-8', confidence: 1, why };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', confidence: 1, why };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', confidence: 1, why };
  return null;
}

/** The encoding that a person gave, where it is not what the bytes say. */
export function givenEncoding(found: FoundEncoding, given: Encoding | undefined): FoundEncoding {
  if (given === undefined || given === found.encoding) return found;
  return { encoding: given, confidence: 1, why: `Set by hand; what was found is ${found.encoding}.` };
}

const ZERO_SHARE = 0.2;
const MOST_BYTES = 1 << 16;

/** UTF-16 without a mark: signs of Latin scripts, digits and delimiters leave a zero in every other byte. */
export function findUtf16(bytes: Uint8Array): FoundEncoding | null {
  const length = Math.min(bytes.length, MOST_BYTES) & ~1;
  if (length < 4) return null;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1;
  const [even, odd] = zeros as [number, number];
  const least = Math.max(2, (length / 2) * ZERO_SHARE);
  if (odd >= least && even * 20 <= odd)
    return { encoding: 'utf-16le', confidence: 0.98, why: 'Every other byte is zero, the second of two.' };
  if (even >= least && odd * 20 <= even)
    return { encoding: 'utf-16be', confidence: 0.98, why: 'Every other byte is zero, the first of two.' };
  return null;
}

const eastAsian = ['cp949', 'shift-jis', 'gb18030', 'big5'] as const;
const single = ['windows-1252', 'windows-1250', 'windows-1251'] as const;

/** Names under which chardet knows them. */
const chardetNames: Record<string, Encoding> = {
  'EUC-KR': 'cp949',
  Shift_JIS: 'shift-jis',
  GB18030: 'gb18030',
  Big5: 'big5',
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'ISO-8859-2': 'windows-1250',
  'windows-1250': 'windows-1250',
  'ISO-8859-5': 'windows-1251',
  'windows-1251': 'windows-1251',
};

/**
 * The legacy encoding under which the bytes read most like text. A sample of some 100 KB that holds bytes beyond ASCII
 * is enough; a character cut at either end does no harm.
 */
export function detectLegacy(bytes: Uint8Array): FoundEncoding {
  const sample = bytes.subarray(0, MOST_BYTES);
  const hints = new Map<Encoding, number>();
  for (const { name, confidence } of analyse(sample)) {
    const encoding = chardetNames[name];
    if (encoding) hints.set(encoding, Math.max(hints.get(encoding) ?? 0, confidence / 100));
  }
  const scored = [...eastAsian, ...single]
    .map((encoding) => ({
      encoding,
      score: plausibility(sample, encoding) + 0.25 * (hints.get(encoding) ?? 0),
    }))
    .sort((a, b) => b.score - a.score);
  const [best, next] = scored as [(typeof scored)[0], (typeof scored)[0]];
  const margin = best.score - next.score;
  return {
    encoding: best.encoding,
    confidence: Math.round(Math.min(0.99, Math.max(0.3, 0.5 + margin)) * 100) / 100,
    why: `The bytes beyond ASCII read as text in it; the next best is ${next.encoding}.`,
  };
}

/** Korean syllables share the bytes of the first Han characters of GB18030, but not of the later ones. */
const KOREAN_DOUBT = 0.5;

/** Whether some character has a lead byte from C9 on, as about half of those in Chinese texts have. */
function hasLateHan(text: string): boolean {
  lateHan ??= new Set(decode(bytesOf(0xc9, 0xd7), 'gb18030'));
  for (const sign of text) if (lateHan.has(sign)) return true;
  return false;
}

let lateHan: Set<string> | undefined;

/** −1 to 1: how common the characters beyond ASCII are that the bytes give. */
export function plausibility(bytes: Uint8Array, encoding: Encoding): number {
  const text = decode(bytes, encoding);
  let weight = 0;
  let sum = 0;
  let before = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) as number;
    if (code >= 0x80) {
      weight++;
      sum += commonness(code, before, encoding);
    }
    before = code;
  }
  if (weight === 0) return 0;
  const doubt = encoding === 'gb18030' && weight >= 4 && !hasLateHan(text) ? KOREAN_DOUBT : 0;
  return sum / weight - doubt;
}

const inside = (code: number, low: number, high: number) => code >= low && code <= high;

/** 1 for a character that texts in that encoding are made of, less for rare ones, −1 for what no text holds. */
function commonness(code: number, before: number, encoding: Encoding): number {
  if (code === 0xfffd || inside(code, 0x80, 0x9f) || inside(code, 0xe000, 0xf8ff)) return -4;
  if (encoding === 'cp949') return koreanCommonness(code);
  if (encoding === 'shift-jis') return japaneseCommonness(code, before);
  if (encoding === 'gb18030' || encoding === 'big5') return chineseCommonness(code, encoding);
  return latinCommonness(code, before, encoding);
}

const isPunctuation = (code: number) =>
  inside(code, 0x3000, 0x303f) || inside(code, 0xff00, 0xff5e) || inside(code, 0x2010, 0x203b);

function koreanCommonness(code: number): number {
  // Most Korean text is written with the syllables of KS X 1001; those beyond it are rare.
  if (inside(code, 0xac00, 0xd7a3)) return isKsSyllable(code) ? 1 : 0.3;
  if (isPunctuation(code) || inside(code, 0x3131, 0x318e) || code === 0xb7 || inside(code, 0x3380, 0x33dd))
    return 0.6;
  return inside(code, 0x4e00, 0x9fff) ? 0.1 : -0.3;
}

/** Whether the two bytes of a syllable lie in the old code page. */
function isKsSyllable(code: number): boolean {
  ksSyllables ??= new Set(decode(bytesOf(0xb0, 0xc8), 'euc-kr'));
  return ksSyllables.has(String.fromCharCode(code));
}

let ksSyllables: Set<string> | undefined;

/** All pairs of bytes of the 94 x 94 pages with those lead bytes. */
function bytesOf(first: number, last: number): Uint8Array {
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) bytes.push(lead, trail);
  return Uint8Array.from(bytes);
}

function japaneseCommonness(code: number, before: number): number {
  if (inside(code, 0x3041, 0x30ff)) return 1.05;
  if (isPunctuation(code)) return 0.6;
  if (inside(code, 0x4e00, 0x9fff)) return isCommonHan(code, 'shift-jis') ? 0.9 : 0.1;
  // Single bytes: runs of them are real, one between other signs is mostly a wrong cut.
  if (inside(code, 0xff61, 0xff9f)) return inside(before, 0xff61, 0xff9f) ? 0.4 : -0.2;
  return -0.4;
}

function chineseCommonness(code: number, encoding: 'gb18030' | 'big5'): number {
  if (isPunctuation(code)) return 0.6;
  if (inside(code, 0x4e00, 0x9fff)) return isCommonHan(code, encoding) ? 1 : 0.05;
  return inside(code, 0x3041, 0x30ff) ? 0.1 : -0.4;
}

/** First and last lead byte of the part of a code page that holds the common Han characters. */
const commonLeads = { 'shift-jis': [0x88, 0x97], gb18030: [0xb0, 0xd7], big5: [0xa4, 0xc6] } as const;
const commonHan = new Map<string, Set<string>>();

function isCommonHan(code: number, encoding: keyof typeof commonLeads): boolean {
  let set = commonHan.get(encoding);
  if (!set) {
    const [first, last] = commonLeads[encoding];
    const bytes: number[] = [];
    for (let lead = first; lead <= last; lead++)
      for (
        let trail = encoding === 'gb18030' ? 0xa1 : 0x40;
        trail <= (encoding === 'shift-jis' ? 0xfc : 0xfe);
        trail++
      )
        if (trail !== 0x7f && !(encoding === 'big5' && inside(trail, 0x80, 0xa0))) bytes.push(lead, trail);
    set = new Set(decode(Uint8Array.from(bytes), encoding));
    commonHan.set(encoding, set);
  }
  return set.has(String.fromCharCode(code));
}

const isAsciiLetter = (code: number) => inside(code, 0x41, 0x5a) || inside(code, 0x61, 0x7a);
const centralEuropean = new Set('ĄąĆćČčĎďĐđĘęĚěĹĺĽľŁłŃńŇňŐőŔŕŘřŚśŠšŞşŢţŤťŮůŰűŹźŻżŽž');
const westEuropean = new Set('ÄÖÜäöüßÀÂÇÈÉÊËÎÏÔŒÙÛàâçèéêëîïôœùûáéíóúñÁÉÍÓÚÑãõÃÕåÅæÆøØìòÌÒ');
const marks = new Set('€£§°±²³µ·½¼«»‘’“”„–—…•™®©');

function latinCommonness(code: number, before: number, encoding: Encoding): number {
  const sign = String.fromCharCode(code);
  if (inside(code, 0x410, 0x451)) return inside(before, 0x410, 0x451) || !isAsciiLetter(before) ? 0.8 : -0.2;
  if (marks.has(sign)) return 0.5;
  const near = before < 0x80;
  if (westEuropean.has(sign)) return near ? 0.7 : -0.1;
  if (encoding === 'windows-1250' && centralEuropean.has(sign)) return near ? 0.6 : -0.1;
  return -0.3;
}
