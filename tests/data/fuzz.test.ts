// A few of the inputs of tests/fuzz, the same ones every time: none ends in anything but a table or a HoneError.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzSeeds, tryInput } from '../fuzz/try-input';
import { sniff } from '../../src/data/sniff/sniff';
import { temporaryFolder } from './temporary-folder';

const seeds = fuzzSeeds(join(import.meta.dirname, '../..'));

test.each([
  ['describe', 400],
  ['inspect', 40],
] as const)('%s', async (what, count) => {
  const path = join(temporaryFolder(), 'input.csv');
  const write = (bytes: Uint8Array) => {
    writeFileSync(path, bytes);
    return path;
  };
  const codes = new Set<string>();
  for (let seed = 0; seed < count; seed++) {
    const { code, fault } = await tryInput(seeds, seed, what, write);
    expect(fault, `seed ${seed}`).toBeNull();
    codes.add(code);
  }
  expect(codes).toContain('table');
  expect(codes).toContain('data-invalid');
});

test('any text at all has a dialect', () => {
  const sign = fc.oneof(
    fc.constantFrom(',', ';', '"', "'", '\n', '\r', '\t', ' ', '#', '1', 'a', '\\'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(sign), fc.boolean(), (parts, complete) => {
      const { dialect, decisions } = sniff({ head: parts.join(''), tail: '', complete });
      expect(dialect.delimiter === '' || dialect.delimiter !== dialect.quote).toBe(true);
      expect(decisions.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
    }),
  );
});
