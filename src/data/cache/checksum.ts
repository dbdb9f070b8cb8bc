// A checksum that notices a damaged or half-written file; no protection against intent.

const SEED = 0x811c9dc5;
const FACTOR = 0x01000193;
const LANES = 4;

/**
 * Of the bytes, whose number is a multiple of 4 in all parts but the last; goes on from the checksum of the part before.
 * Four sums side by side (FNV-1a over words), since one alone would wait for each product.
 */
export function checksum(bytes: Uint8Array, before = SEED): number {
  const count = bytes.length >> 2;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, count);
  let a = before;
  let b = before ^ 1;
  let c = before ^ 2;
  let d = before ^ 3;
  let i = 0;
  for (; i + LANES <= count; i += LANES) {
    a = Math.imul(a ^ (words[i] as number), FACTOR);
    b = Math.imul(b ^ (words[i + 1] as number), FACTOR);
    c = Math.imul(c ^ (words[i + 2] as number), FACTOR);
    d = Math.imul(d ^ (words[i + 3] as number), FACTOR);
  }
  let sum = a;
  for (const lane of [b, c, d]) sum = Math.imul(sum ^ lane ^ (lane >>> 15), FACTOR);
  for (; i < count; i++) sum = Math.imul(sum ^ (words[i] as number), FACTOR);
  for (let at = count * LANES; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] as number), FACTOR);
  sum = Math.imul(sum ^ bytes.length, FACTOR);
  return (sum ^ (sum >>> 15)) | 0;
}
