// Files that nobody would write: real ones with bytes changed, cut, doubled and mixed, and texts made of telling signs.

/** A generator of numbers from 0 to below 1, the same for a seed on every machine (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const tokens = [
  ...[
    ',',
    ';',
    '\t',
    '|',
    '"',
    "'",
    '""',
    '\\',
    '\\"',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    ' ',
    '  ',
    '#',
    '//',
    '%',
    ':',
    '^',
  ],
  ...[
    '\0',
    '\uFEFF',
    '\u2028',
    '\u0085',
    'é',
    '서울',
    '東京',
    '😀',
    'NaN',
    'NA',
    '-',
    '1e999',
    '1,5',
    '1.234,5',
    '$1',
    '5 %',
  ],
  ...[
    '2020-02-30',
    '31.12.2020',
    '12:61',
    'true',
    '=1+1',
    '__proto__',
    'constructor',
    '9'.repeat(400),
    'x'.repeat(3000),
  ],
];
const signatures = [
  [0x50, 0x4b, 3, 4],
  [0x1f, 0x8b, 8],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xef, 0xbb, 0xbf],
  [0x50, 0x41, 0x52, 0x31],
];

/** One file of at most some 8 KB, made from a real one or from nothing. */
export function mutate(seeds: readonly Uint8Array[], random: () => number): Uint8Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const below = (limit: number) => Math.floor(random() * Math.max(1, limit));
  if (random() < 0.2) return Buffer.from(Array.from({ length: below(80) }, () => pick(tokens)).join(''));
  const seed = pick(seeds);
  const start = random() < 0.7 ? 0 : below(seed.length);
  let bytes = Buffer.from(seed.subarray(start, start + 1 + below(Math.min(seed.length, 8000))));
  for (let change = 1 + below(6); change > 0; change--) {
    const at = below(bytes.length);
    const to = Math.min(bytes.length, at + 1 + below(60));
    const before = bytes.subarray(0, at);
    switch (below(7)) {
      case 0:
        bytes = Buffer.concat([before, Buffer.from(pick(tokens)), bytes.subarray(at)]);
        break;
      case 1:
        bytes = Buffer.concat([before, bytes.subarray(to)]);
        break;
      case 2:
        bytes = Buffer.concat([before, bytes.subarray(at, to), bytes.subarray(at)]);
        break;
      case 3:
        bytes = Buffer.concat([Buffer.from(pick(signatures)), bytes]);
        break;
      case 4: {
        const from = pick(tokens).slice(0, 1);
        bytes = Buffer.from(bytes.toString('latin1').replaceAll(pick([',', '\n', '"', '1']), from), 'latin1');
        break;
      }
      case 5:
        for (let i = below(8); i >= 0; i--) bytes[below(bytes.length)] = below(256);
        break;
      default:
        bytes = Buffer.concat([
          before,
          bytes.subarray(to, to + below(500)),
          bytes.subarray(at, to),
          bytes.subarray(to),
        ]);
    }
  }
  return bytes;
}
