// Seeded random numbers: a counter-based generator that gives the same numbers in every process and on every backend.

// Philox 4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11.
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** High 32 bits of the unsigned product of two 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const middle1 = aHigh * bLow + (low >>> 16);
  const middle2 = aLow * bHigh + (middle1 % 0x10000);
  return (aHigh * bHigh + Math.floor(middle1 / 0x10000) + Math.floor(middle2 / 0x10000)) >>> 0;
}

/** Ten Philox rounds, in place: `counter` holds four 32-bit words and leaves as four random ones. */
function philox(counter: Uint32Array, key0: number, key1: number): void {
  let c0 = counter[0] as number;
  let c1 = counter[1] as number;
  let c2 = counter[2] as number;
  let c3 = counter[3] as number;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ key0;
    c1 = low1;
    c2 = high0 ^ c3 ^ key1;
    c3 = low0;
    key0 = (key0 + WEYL_0) | 0;
    key1 = (key1 + WEYL_1) | 0;
  }
  counter[0] = c0;
  counter[1] = c1;
  counter[2] = c2;
  counter[3] = c3;
}

interface PhiloxStream {
  key0: number;
  key1: number;
  counter2: number;
  counter3: number;
}

/** Key and counter from two seeds as TensorFlow does it (`GenerateKey` in core/kernels/stateless_random_ops.cc). */
function scrambleSeeds(seed0: number, seed1: number): PhiloxStream {
  const mixed = Uint32Array.of(seed0, seed0 < 0 ? 0xffffffff : 0, seed1, seed1 < 0 ? 0xffffffff : 0);
  philox(mixed, 0x3ec8f720, 0x02461e29);
  const [key0, key1, counter2, counter3] = mixed as unknown as [number, number, number, number];
  return { key0, key1, counter2, counter3 };
}

/** A sequence of random numbers fixed by its seed. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of randomness. */
  uniform(): number;
  /** Standard normal (Box and Muller, 1958). */
  normal(): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
}

/** Sequence number `stream` of `seed`: two streams of one seed do not overlap. */
export function createRandom(seed: number, stream = 0): Random {
  const { key0, key1, counter2, counter3 } = scrambleSeeds(seed | 0, stream | 0);
  const words = new Uint32Array(4);
  let group = 0;
  let next = 4;
  const word = (): number => {
    if (next === 4) {
      words[0] = group >>> 0;
      words[1] = Math.floor(group / 0x100000000);
      words[2] = counter2;
      words[3] = counter3;
      philox(words, key0, key1);
      group++;
      next = 0;
    }
    return words[next++] as number;
  };
  const uniform = () => word() / 0x100000000;
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    integer: (bound) => Math.floor(uniform() * bound),
  };
}

/** A draw of the Beta(alpha, alpha) distribution: two gamma draws and their share. */
export function beta(alpha: number, random: Random): number {
  const a = gamma(alpha, random);
  const b = gamma(alpha, random);
  // Both underflow for a tiny alpha: the limit is a fair coin.
  return a + b > 0 ? a / (a + b) : random.integer(2);
}

/** A draw of the Gamma(shape, 1) distribution (Marsaglia and Tsang 2000; their boost for a shape below 1). */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** The integers 0 … length−1 in a random order (Fisher and Yates; Durstenfeld 1964). */
export function permutation(length: number, random: Random): Int32Array {
  const order = new Int32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  for (let i = length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}

/** A 32-bit stream number for a name, so that named uses of one seed are independent (FNV-1a). */
export function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash | 0;
}
