// The check of UTF-8 says the same however the bytes lie in memory and however they are cut.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUtf8Check } from '../../src/data/utf8-check';

const piece = fc.oneof(
  fc.constantFrom(
    'plain ascii text, long enough for words',
    'a',
    '\n',
    '\r\n',
    '\r',
    '한글',
    'é',
    '😀',
    '\u{b}\t',
  ),
  fc.constantFrom([0xff], [0x00], [0xe2, 0x82], [0xc3], [0x80]).map((bytes) => Buffer.from(bytes)),
);
const bytes = fc
  .array(piece, { maxLength: 60 })
  .map((pieces) => Buffer.concat(pieces.map((one) => (typeof one === 'string' ? Buffer.from(one) : one))));

function check(all: Buffer, size: number, shift: number) {
  const found = createUtf8Check();
  for (let at = 0; at < all.length; at += size) {
    const part = all.subarray(at, at + size);
    const room = new Uint8Array(part.length + 8);
    room.set(part, shift);
    found.take(room.subarray(shift, shift + part.length));
  }
  return found.finish();
}

test('whole words and single bytes give the same report', () => {
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 64 }), (all, size) => {
      // From an odd place in memory no words can be read, so every byte is looked at by itself.
      const single = check(all, all.length || 1, 1);
      expect(check(all, size, 0)).toEqual(single);
      expect(check(all, size, 4)).toEqual(single);
    }),
  );
});

test('lines and well-formed characters are those of the decoder', () => {
  fc.assert(
    fc.property(bytes, (all) => {
      const { malformed, faults, lines } = check(all, 17, 0);
      const fatal = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all);
      if (faults === 0) {
        expect(malformed).toBeNull();
        const ends = [...fatal().matchAll(/\r\n|\r|\n/g)].length;
        expect(lines).toBe(ends + (/[\r\n]$/.test(fatal()) || all.length === 0 ? 0 : 1));
      } else expect(fatal).toThrow();
    }),
  );
});
