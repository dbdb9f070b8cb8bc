// Writing CSV: quoting, whole or not at all.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HoneError } from '../../src/core/errors';
import { tokenize } from '../../src/data/tokenize';
import { csvLine, writeCsv } from '../../src/data/write-csv';
import { temporaryFolder } from './temporary-folder';

test('quotes what would be read back otherwise, and numbers exactly', () => {
  const values = ['a', 'b,c', 'd"e', 'f\ng', ' h', '', null, 0.1, -0, 1e-7, 1e21, Number.NaN, true];
  expect(csvLine(values)).toBe('a,"b,c","d""e","f\ng"," h",,,0.1,0,1e-7,1e+21,,true');
});

test('a line of one empty value is not a blank line', () => {
  expect(csvLine([''])).toBe('""');
  expect(csvLine([null])).toBe('""');
});

test('whatever is written reads back the same', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', "'") });
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const text = rows.map((row) => `${csvLine(row)}\n`).join('');
      const read = tokenize(text, { delimiter: ',', quote: '"', complete: true, limit: rows.length + 1 });
      expect(read.map((row) => row.map((found) => found.text))).toEqual(rows);
    }),
  );
});

test('writes all rows and leaves nothing else behind', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'out.csv');
  writeFileSync(path, 'old');
  function* rows() {
    for (let i = 0; i < 20_000; i++) yield [i, `class ${i % 3}`];
  }
  expect(await writeCsv(path, ['n', 'class'], rows())).toBe(20_000);
  const lines = readFileSync(path, 'utf8').split('\n');
  expect(lines).toHaveLength(20_002);
  expect([lines[0], lines[1], lines[20_000], lines[20_001]]).toEqual([
    'n,class',
    '0,class 0',
    '19999,class 1',
    '',
  ]);
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

test('a fault among the rows leaves the old file as it was', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'out.csv');
  writeFileSync(path, 'old');
  function* rows(): Generator<number[]> {
    yield [1];
    throw new Error('no more');
  }
  await expect(writeCsv(path, ['n'], rows())).rejects.toThrow('no more');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

test('a folder that is not there', async () => {
  const path = join(temporaryFolder(), 'nowhere', 'out.csv');
  const error = await writeCsv(path, ['n'], [[1]]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HoneError);
  expect((error as HoneError).message).toMatch(/out\.csv cannot be written/);
});
