// Numbers texts by their bytes in the order in which they are first met: far smaller and faster than a Map of strings.

/** DuckDB keeps texts of up to so many bytes within the vector itself. */
export const SHORT_BYTES = 12;

const FIRST_SLOTS = 1 << 8;
const FIRST_ARENA = 1 << 12;
const MOST_RECENT = 10_000;

export interface TextDictionary {
  /** Number of different texts. */
  size(): number;
  /** The number of a text of at most 12 bytes, given as three little-endian words that zeros fill up. */
  short(length: number, word0: number, word1: number, word2: number): number;
  /** The number of any text. */
  text(text: string): number;
  /** The text of a number. */
  read(code: number): string;
}

/** Grows by doubling; all bytes of the texts together may be 2 GB. */
export function createTextDictionary(): TextDictionary {
  /** For each slot the number of its text plus one; 0 is free. */
  let slots = new Int32Array(FIRST_SLOTS);
  let hashes = new Int32Array(FIRST_SLOTS);
  let starts = new Uint32Array(FIRST_SLOTS);
  let lengths = new Int32Array(FIRST_SLOTS);
  /** The bytes of all texts, each from a full word on. */
  let arena = new Int32Array(FIRST_ARENA);
  let used = 0;
  let size = 0;
  /** Most columns have few long texts, which are found faster as they are. */
  const recent = new Map<string, number>();

  const growTexts = () => {
    hashes = enlarged(hashes, new Int32Array(size * 2));
    starts = enlarged(starts, new Uint32Array(size * 2));
    lengths = enlarged(lengths, new Int32Array(size * 2));
  };
  const growSlots = () => {
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 0; code < size; code++) {
      let slot = (hashes[code] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
  };
  const add = (slot: number, hash: number, length: number, words: ArrayLike<number>): number => {
    if (size === hashes.length) growTexts();
    while (used + words.length > arena.length) arena = enlarged(arena, new Int32Array(arena.length * 2));
    for (let i = 0; i < words.length; i++) arena[used + i] = words[i] as number;
    hashes[size] = hash;
    starts[size] = used;
    lengths[size] = length;
    used += words.length;
    size += 1;
    slots[slot] = size;
    if (size * 2 > slots.length) growSlots();
    return size - 1;
  };
  const long = (length: number, words: Int32Array): number => {
    const hash = hashOfWords(length, words);
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (slots[slot] as number) - 1;
      if (code < 0) return add(slot, hash, length, words);
      if (hashes[code] !== hash || lengths[code] !== length) continue;
      if (holdsAt(arena, starts[code] as number, words)) return code;
    }
  };
  const short = (length: number, word0: number, word1: number, word2: number): number => {
    const hash = hashOfThree(length, word0, word1, word2);
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (slots[slot] as number) - 1;
      if (code < 0) return add(slot, hash, length, [word0, word1, word2]);
      const start = starts[code] as number;
      const same = arena[start] === word0 && arena[start + 1] === word1 && arena[start + 2] === word2;
      if (same && lengths[code] === length) return code;
    }
  };
  const find = (text: string): number => {
    const { length, words } = wordsOf(text);
    if (length > SHORT_BYTES) return long(length, words);
    return short(length, words[0] as number, words[1] as number, words[2] as number);
  };
  return {
    size: () => size,
    short,
    text(text) {
      const known = recent.get(text);
      if (known !== undefined) return known;
      const code = find(text);
      if (recent.size < MOST_RECENT) recent.set(text, code);
      return code;
    },
    read: (code) =>
      Buffer.from(arena.buffer, (starts[code] as number) * 4, lengths[code] as number).toString('utf8'),
  };
}

/** The bytes of a text as whole words, at least as many as a short one has. */
function wordsOf(text: string): { length: number; words: Int32Array } {
  const bytes = Buffer.from(text, 'utf8');
  const words = new Int32Array(Math.max(SHORT_BYTES / 4, Math.ceil(bytes.length / 4)));
  bytes.copy(Buffer.from(words.buffer));
  return { length: bytes.length, words };
}

function holdsAt(arena: Int32Array, start: number, words: Int32Array): boolean {
  for (let i = 0; i < words.length; i++) if (arena[start + i] !== words[i]) return false;
  return true;
}

function hashOfWords(length: number, words: Int32Array): number {
  let hash = length;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] as number), 0x9e3779b1);
  return scramble(hash);
}

/** `hashOfWords` of three words, which need no array. */
function hashOfThree(length: number, word0: number, word1: number, word2: number): number {
  let hash = Math.imul(length ^ word0, 0x9e3779b1);
  hash = Math.imul(hash ^ word1, 0x9e3779b1);
  return scramble(Math.imul(hash ^ word2, 0x9e3779b1));
}

/** The last steps of MurmurHash3: every bit of the hash depends on every bit of the text. */
function scramble(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function enlarged<Values extends Int32Array | Uint32Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}
