// The cache of tables: what is read once is not parsed again, and a damaged cache is noticed.
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cacheSize, clearCache, removeStale } from '../../../src/data/cache/cache-folder';
import { openTable } from '../../../src/data/cache/cached-table';
import { createColumnStore } from '../../../src/data/cache/stored-columns';
import { sliceTable } from '../../../src/data/cache/table-slice';
import { createCategorySink, createNumberSink } from '../../../src/data/column-sinks';
import { readTable } from '../../../src/data/read-table';
import { createTextDictionary } from '../../../src/data/text-dictionary';
import { temporaryFile, temporaryFolder } from '../temporary-folder';

const text = `id,size,colour,day\n${Array.from(
  { length: 300 },
  (_, i) =>
    `${i},${i % 7 === 0 ? '' : i / 4},${['red', 'blue', 'a rather long colour'][i % 3]},2024-01-${String((i % 28) + 1).padStart(2, '0')}`,
).join('\n')}\n`;

const entryOf = (folder: string) =>
  path.join(folder, readdirSync(folder).find((name) => name.startsWith('table-')) ?? 'none');

test('gives the same table as parsing does, the second time without the file being parsed', async () => {
  const file = temporaryFile(text);
  const folder = temporaryFolder();
  const parsed = await readTable(file);
  const first = await openTable(file, {}, folder);
  expect(first).toEqual(parsed);
  // A mark in the cache shows that it is the cache that answers.
  const entry = path.join(entryOf(folder), 'table.json');
  const before = readFileSync(entry, 'utf8');
  const second = await openTable(file, {}, folder);
  expect(second).toEqual(parsed);
  expect(readFileSync(entry, 'utf8')).toBe(before);
  expect(readdirSync(folder).filter((name) => name.startsWith('draft-'))).toEqual([]);
});

test('another dialect and another content are read anew', async () => {
  const file = temporaryFile(text);
  const folder = temporaryFolder();
  const { dialect } = await openTable(file, {}, folder);
  const without = await openTable(file, { dialect: { ...dialect, headerRows: 0 } }, folder);
  expect(without.table.rows).toBe(301);
  appendFileSync(file, '300,1,green,2024-02-01\n');
  const longer = await openTable(file, {}, folder);
  expect(longer.table.rows).toBe(301);
  expect(longer.table.columns[2]).toMatchObject({
    categories: ['a rather long colour', 'blue', 'green', 'red'],
  });
});

test('settings that say nothing are those that are left out', async () => {
  const file = temporaryFile(text);
  const folder = temporaryFolder();
  await openTable(file, {}, folder);
  const said = { types: [], sheet: '', append: [], dialect: undefined };
  await openTable(file, said as Parameters<typeof openTable>[1], folder);
  expect(cacheSize(folder).entries).toBe(1);
});

test('a changed file of the same size and time is noticed', async () => {
  const file = temporaryFile(text);
  const folder = temporaryFolder();
  const old = new Date(Date.now() - 3_600_000);
  utimesSync(file, old, old);
  await openTable(file, {}, folder);
  writeFileSync(file, text.replaceAll('red', 'tan'));
  utimesSync(file, old, old);
  const { table } = await openTable(file, {}, folder);
  expect(table.columns[2]).toMatchObject({ categories: ['a rather long colour', 'blue', 'tan'] });
});

test.each(['a byte', 'the end', 'the head'])(
  'a cache that lacks or changed %s is built again',
  async (what) => {
    const file = temporaryFile(text);
    const folder = temporaryFolder();
    const { table } = await openTable(file, {}, folder);
    const entry = entryOf(folder);
    const values = path.join(entry, '0.bin');
    if (what === 'a byte') {
      const bytes = readFileSync(values);
      bytes[100] = (bytes[100] as number) ^ 1;
      writeFileSync(values, bytes);
    } else if (what === 'the end') truncateSync(values, 80);
    else appendFileSync(path.join(entry, 'table.json'), ' ');
    expect((await openTable(file, {}, folder)).table).toEqual(table);
    expect((await openTable(file, {}, folder)).table).toEqual(table);
  },
);

test('columns of a large table lie on disk, load when used, and are equal', () => {
  const store = createColumnStore(temporaryFolder());
  const rows = 20_000;
  const spill = { store, columns: 2 };
  const numbers = Float64Array.from({ length: rows }, (_, i) => (i % 11 === 0 ? Number.NaN : i / 3));
  const texts = Array.from({ length: rows }, (_, i) =>
    i % 5 === 0 ? '' : ` ${'word '.repeat(i % 4)}${i % 100}`,
  );
  const chunk = <Value>(values: ArrayLike<Value>, from: number) => ({
    itemCount: 1000,
    getItem: (row: number) => values[from + row],
  });
  const fill = (
    sinks: readonly [ReturnType<typeof createNumberSink>, ReturnType<typeof createCategorySink>],
  ) => {
    for (let from = 0; from < rows; from += 1000) {
      sinks[0].take(chunk(numbers, from));
      sinks[1].take(chunk(texts, from));
    }
    return [sinks[0].column('n', 'number'), sinks[1].column('c')] as const;
  };
  const stored = fill([createNumberSink(10, spill), createCategorySink(10, spill)]);
  const kept = fill([createNumberSink(10), createCategorySink(10)]);
  expect(stored[0].values).toEqual(numbers);
  expect(stored[1].codes).toEqual(kept[1].codes);
  expect(stored[1].categories).toEqual(kept[1].categories);
  expect(store.holds(stored[0])).toBe(true);
  expect(store.holds(kept[0])).toBe(false);

  const slice = sliceTable({ rows, columns: [...stored], firstLine: 2 }, 12_345, 12_400);
  expect(slice).toMatchObject({ rows: 55, firstLine: 12_347 });
  expect(slice.columns[0]).toMatchObject({ values: numbers.slice(12_345, 12_400) });
  expect(slice.columns[1]).toMatchObject({ codes: kept[1].codes.slice(12_345, 12_400) });
});

test('texts are told apart by every byte', () => {
  const dictionary = createTextDictionary();
  const texts = Array.from({ length: 50_000 }, (_, i) => 'ab\u0000ü'.repeat(i % 5) + i.toString(36));
  const codes = texts.map((one) => dictionary.text(one));
  expect(new Set(codes).size).toBe(new Set(texts).size);
  expect(codes.map((code) => dictionary.read(code))).toEqual(texts);
  expect(texts.map((one) => dictionary.text(one))).toEqual(codes);
});

test('the size is told, clearing frees it, and old entries give way to new ones', async () => {
  const folder = temporaryFolder();
  const file = temporaryFile(text);
  const { dialect } = await openTable(file, {}, folder);
  for (const headerRows of [0, 2, 3, 4])
    await openTable(file, { dialect: { ...dialect, headerRows } }, folder);
  expect(cacheSize(folder).entries).toBe(5);
  expect(removeStale(folder, Date.now() + 3_600_000)).toBe(3);
  const { bytes } = cacheSize(folder);
  expect(bytes).toBeGreaterThan(10_000);
  expect(clearCache(folder)).toEqual({ entries: 3, bytes });
  expect(cacheSize(folder)).toEqual({ entries: 0, bytes: 0 });
  expect((await openTable(file, {}, folder)).table.rows).toBe(300);
});

test('a reading that is called off leaves nothing behind', async () => {
  const folder = path.join(temporaryFolder(), 'cache');
  const file = temporaryFile(text);
  const stop = new AbortController();
  stop.abort();
  await expect(openTable(file, { signal: stop.signal }, folder)).rejects.toMatchObject({ code: 'cancelled' });
  expect(existsSync(folder)).toBe(false);
});

test('a file that is refused leaves neither a cache nor a project behind, and takes nothing of others', async () => {
  const projects = temporaryFolder();
  const cacheOf = (name: string) => path.join(projects, `${name}.hone`, 'data');
  const refuse = () => {
    throw new Error('One row only.');
  };
  await expect(openTable(temporaryFile(''), {}, cacheOf('empty'))).rejects.toThrow('is empty');
  await expect(openTable(temporaryFile(text), {}, cacheOf('one-row'), refuse)).rejects.toThrow(
    'One row only.',
  );
  expect(readdirSync(projects)).toEqual([]);
  await openTable(temporaryFile(text), {}, cacheOf('good'));
  await expect(openTable(temporaryFile('a\n'), {}, cacheOf('good'))).rejects.toThrow('no rows');
  expect(readdirSync(cacheOf('good')).filter((name) => name.startsWith('draft-'))).toEqual([]);
  expect(cacheSize(cacheOf('good')).entries).toBe(1);
});
