// Large files are read while they are looked through: what shows only far behind their beginning must still count.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CategoryColumn, NumericColumn } from '../../src/core/table';
import { openTable } from '../../src/data/cache/cached-table';
import { readTable } from '../../src/data/read-table';

const ROWS = 400_000;
const line = (row: number) => `${row},${(row % 97) / 8},class ${row % 5},a longer text ${row % 3}`;
const text = ['id,value,kind,remark', ...Array.from({ length: ROWS }, (_, row) => line(row))].join('\n');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hone-glanced-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, ...parts: (string | Buffer)[]): string {
  const file = join(folder, name);
  writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part as string))));
  return file;
}

test('a plain file', async () => {
  const file = written('plain.csv', text, '\n');
  const { table, fingerprint, bytes, reading, warnings } = await readTable(file);
  expect(bytes).toBeGreaterThan(8 << 20);
  expect(table).toMatchObject({ rows: ROWS, firstLine: 2 });
  expect(fingerprint).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
  const [id, value, kind, remark] = table.columns as [
    NumericColumn,
    NumericColumn,
    CategoryColumn,
    CategoryColumn,
  ];
  for (const row of [0, 12_345, ROWS - 1]) {
    expect(id.values[row]).toBe(row);
    expect(value.values[row]).toBe((row % 97) / 8);
    expect(kind.categories[kind.codes[row] as number]).toBe(`class ${row % 5}`);
    expect(remark.categories[remark.codes[row] as number]).toBe(`a longer text ${row % 3}`);
  }
  expect(warnings).toEqual([]);
  expect(reading.parts[0]).toMatchObject({ part: 'encoding', value: 'utf-8', confidence: 1 });
  expect(reading.parts[0]?.why).toContain('ASCII');
});

test('Korean of a code page in the last line, and no column of the first attempt is left', async () => {
  const file = written(
    'korean.csv',
    text,
    '\n',
    iconv.encode('400000,1,서울특별시,부산광역시와 대구광역시\n', 'cp949'),
  );
  const cache = join(folder, 'cache');
  mkdirSync(cache);
  const { table, dialect } = await openTable(file, {}, cache);
  expect(dialect.encoding).toBe('cp949');
  const kind = table.columns[2] as CategoryColumn;
  expect(kind.categories[kind.codes[ROWS] as number]).toBe('서울특별시');
  const [entry] = readdirSync(cache).filter((name) => name.startsWith('table-'));
  const files = readdirSync(join(cache, entry as string)).filter((name) => name.endsWith('.bin'));
  // A file of values for each column, and one of categories for two of them.
  expect(files).toHaveLength(table.columns.length + 2);
});

test('a row that is too short and one that is too long', async () => {
  const { table, reading } = await readTable(written('ragged.csv', text, '\n7,8\n1,2,3,4,5\n'));
  expect(table.rows).toBe(ROWS + 1);
  expect(reading).toMatchObject({ mendedRows: 1, rejectedRows: 1 });
  expect(reading.mended[0]?.line).toBe(ROWS + 2);
  expect((table.columns[1] as NumericColumn).values[ROWS]).toBe(8);
});

test('a text among numbers, far behind what is read ahead', async () => {
  const rows = 12_000_000;
  const file = written('late.csv', 'a,b\n', '1,2\n'.repeat(rows), '3,about five\n', '1,2\n'.repeat(100));
  const { table, warnings } = await readTable(file);
  expect(table.rows).toBe(rows + 101);
  expect((table.columns[0] as NumericColumn).values[rows]).toBe(3);
  expect((table.columns[1] as NumericColumn).values[rows]).toBeNaN();
  expect(warnings.join(' ')).toContain('about five');
});

test('a damaged character', async () => {
  const { table, warnings } = await readTable(
    written('damaged.csv', text, `\n1,2,${'é'.repeat(20)},x\n3,4,`, Buffer.from([0xff]), ',x\n'),
  );
  expect(table.rows).toBe(ROWS + 2);
  expect(warnings.join(' ')).toContain(`One character is damaged, the first on line ${ROWS + 3}`);
});

test('a byte that no text holds', async () => {
  const file = written('binary.csv', text, '\n1,2,', Buffer.from([0]), ',x\n');
  await expect(readTable(file)).rejects.toMatchObject({ code: 'data-invalid', place: { line: ROWS + 2 } });
});

test('a reading that is called off', async () => {
  const file = written('stopped.csv', text, '\n');
  const stop = new AbortController();
  const reading = readTable(file, {
    signal: stop.signal,
    onProgress: (share) => share > 0.2 && stop.abort(),
  });
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
});
