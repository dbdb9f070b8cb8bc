// Workbooks, Parquet, Arrow and JSON: files that other programs wrote (make.py), and damaged ones.
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/core/preparation/column-text';
import type { Table } from '../../../src/core/table';
import { zipAll } from '../../../bench/pollution/zip.mjs';
import { previewTable } from '../../../src/data/preview-table';
import { readTable } from '../../../src/data/read-table';
import { temporaryFile, temporaryFolder } from '../temporary-folder';

const files = join(import.meta.dirname, 'files');

const textsOf = (table: Table, row: number) =>
  Object.fromEntries(table.columns.map((column) => [column.name, textOf(column, row)]));
const typesOf = (table: Table) => Object.fromEntries(table.columns.map(({ name, type }) => [name, type]));

describe('typed files', () => {
  const types = {
    n: 'number',
    x: 'number',
    money: 'number',
    flag: 'boolean',
    day: 'date',
    moment: 'date',
    code: 'category',
    kind: 'category',
  };
  test.each(['table.parquet', 'lz4.feather', 'zstd.feather', 'stream.arrows'])('%s', async (name) => {
    const { table, reading, bytes } = await readTable(join(files, name));
    expect(table.rows).toBe(40);
    expect(typesOf(table)).toMatchObject(types);
    expect(textsOf(table, 4)).toMatchObject({
      ...{ n: '4', x: '1', money: '4', flag: 'true', day: '2024-03-09', moment: '2024-03-09 10:30:00' },
      ...{ code: '001', kind: 'a' },
    });
    const missing = { n: 3, x: 5, money: 6, flag: 7, day: 8, kind: 9 };
    for (const [column, row] of Object.entries(missing)) expect(textsOf(table, row)[column]).toBeNull();
    expect(textsOf(table, 39)).toMatchObject({ n: '39', code: '000', kind: 'b', day: '2024-04-13' });
    expect(reading.format).toBe(name === 'table.parquet' ? 'parquet' : 'arrow');
    expect(bytes).toBe(readFileSync(join(files, name)).length);
  });

  test('structures become columns of their own', async () => {
    const { table, warnings } = await readTable(join(files, 'table.parquet'));
    expect(textsOf(table, 5)).toMatchObject({ 'place.lat': '2.5', 'place.name': 'p1' });
    expect(warnings).toEqual(['Lists were read as texts: tags.']);
  });

  test.each(['table.parquet', 'zstd.feather'])('%s with types set by hand', async (name) => {
    const typed = [
      { column: 'code', type: 'number' },
      { column: 'n', type: 'category' },
    ] as const;
    const { table } = await readTable(join(files, name), { types: typed });
    expect(typesOf(table)).toMatchObject({ ...types, code: 'number', n: 'category' });
    expect(textsOf(table, 4)).toMatchObject({ code: '1', n: '4', day: '2024-03-09' });
  });

  test.each(['table.parquet', 'lz4.feather', 'zstd.feather', 'stream.arrows'])(
    '%s cut short is told',
    async (name) => {
      const whole = readFileSync(join(files, name));
      const path = temporaryFile(whole.subarray(0, Math.floor(whole.length / 2)), name);
      await expect(readTable(path)).rejects.toMatchObject({ code: 'data-invalid' });
    },
  );

  test('the kind of a file is found by its content', async () => {
    const path = join(temporaryFolder(), 'table.csv');
    copyFileSync(join(files, 'table.parquet'), path);
    expect((await readTable(path)).reading.format).toBe('parquet');
  });
});

test('each file of an archive can be read, and its first rows looked at', async () => {
  const orders = Buffer.from('order,sum\n1,2.5\n2,3.5\n');
  const customers = Buffer.from('customer;town\n1;Ulm\n2;Bonn\n3;Köln\n');
  const path = temporaryFile(
    zipAll([
      ['orders.csv', orders],
      ['read me.md', Buffer.from('# Notes\n')],
      ['customers.csv', customers],
    ]),
    'shop.zip',
  );
  const first = await readTable(path);
  expect(first.table.columns.map(({ name }) => name)).toEqual(['order', 'sum']);
  expect(first.reading.sheets).toEqual(['orders.csv', 'customers.csv']);
  expect(first.reading.parts[0]).toMatchObject({ part: 'sheet', value: 'orders.csv' });
  const sheet = 'customers.csv';
  const second = await readTable(path, { sheet });
  expect(second.table.columns.map(({ name }) => name)).toEqual(['customer', 'town']);
  expect(second.reading.parts[0]).toMatchObject({ part: 'sheet', value: sheet, why: 'Set by hand.' });
  expect(await previewTable(path, { sheet })).toMatchObject({
    ...{ columns: ['customer', 'town'], sheets: ['orders.csv', sheet], format: 'csv' },
  });
});

describe('workbooks', () => {
  test('the first sheet, below its title', async () => {
    const { table, reading, dialect, warnings } = await readTable(join(files, 'book.xlsx'));
    expect(reading).toMatchObject({ format: 'excel', sheets: ['Sales', 'Ünits', 'Nothing'] });
    expect(reading.parts[0]).toMatchObject({ part: 'sheet', value: 'Sales' });
    expect(dialect).toMatchObject({ preambleLines: 2, headerRows: 1 });
    expect(typesOf(table)).toMatchObject({
      name: 'category',
      amount: 'number',
      share: 'number',
      when: 'date',
      ok: 'boolean',
    });
    expect(textsOf(table, 2)).toMatchObject({
      ...{ name: 'Kim; 2', amount: '3', share: '0.02', when: '2024-03-07 10:30:00', ok: 'true', ratio: null },
    });
    expect(warnings[0]).toMatch(/^12 formulas have no stored result/);
  });

  test('another sheet', async () => {
    const { table } = await readTable(join(files, 'book.xlsx'), { sheet: 'Ünits' });
    expect(table.rows).toBe(25);
    expect(textsOf(table, 7)).toMatchObject({ weight: '7' });
  });

  test('a cover before the sheet of the table is passed over', async () => {
    const book = xlsx.utils.book_new();
    const add = (name: string, rows: unknown[][]) =>
      xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), name);
    add('Cover', [['Budget 2026'], [], ['Prepared by', 'Finance']]);
    add('Sales', [['x', 'y'], ...Array.from({ length: 5 }, (_, i) => [i, i * 2])]);
    const path = temporaryFile(xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, 'book.xlsx');
    const { table, reading } = await readTable(path);
    expect(table.rows).toBe(5);
    expect(reading.parts[0]).toEqual({
      ...{ part: 'sheet', value: 'Sales', confidence: 1 },
      why: 'It is the first of 2 sheets that holds a table.',
    });
    expect(await previewTable(path)).toMatchObject({
      ...{ format: 'excel', sheets: ['Cover', 'Sales'], columns: ['x', 'y'] },
    });
    expect((await readTable(path, { sheet: 'Cover' }).catch((error: Error) => error)) instanceof Error).toBe(
      true,
    );
  });

  test.each([
    ['Nowhere', /has no sheet "Nowhere"/],
    ['Nothing', /is empty/],
  ])('sheet %s is told', async (sheet, message) => {
    await expect(readTable(join(files, 'book.xlsx'), { sheet })).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringMatching(message) as string,
    });
  });

  test.each([
    ['old.xls', { name: 'n3', größe: '1.5', tag: '2024-03-08' }],
    ['open.ods', { name: 'n3', size: '1.5', day: '2024-03-08 10:30:00' }],
  ])('%s', async (name, values) => {
    const { table } = await readTable(join(files, name));
    expect(table.rows).toBe(12);
    expect(textsOf(table, 3)).toEqual(values);
  });

  test('a damaged one is told', async () => {
    const whole = readFileSync(join(files, 'book.xlsx'));
    const path = temporaryFile(whole.subarray(0, 3000), 'book.xlsx');
    await expect(readTable(path)).rejects.toMatchObject({ code: 'data-invalid', place: { file: path } });
  });
});

describe('JSON', () => {
  const objects = Array.from({ length: 30 }, (_, i) => ({
    n: i,
    zip: String(i).padStart(5, '0'),
    day: `2024-03-${String(i + 1).padStart(2, '0')}`,
    ok: i % 2 === 0,
    at: { x: i / 2, note: i === 3 ? null : `a "note", ${i % 3}` },
    ...(i > 20 && { late: i }),
  }));
  const expectTable = (table: Table) => {
    expect(table.rows).toBe(30);
    expect(typesOf(table)).toEqual({
      ...{
        n: 'number',
        zip: 'category',
        day: 'date',
        ok: 'boolean',
        'at.x': 'number',
        'at.note': 'category',
        late: 'number',
      },
    });
    expect(textsOf(table, 3)).toEqual({
      ...{ n: '3', zip: '00003', day: '2024-03-04', ok: 'false', 'at.x': '1.5', 'at.note': null, late: null },
    });
    expect(textsOf(table, 29)).toMatchObject({ 'at.note': 'a "note", 2', late: '29' });
  };

  test('line by line', async () => {
    const path = temporaryFile(objects.map((object) => `${JSON.stringify(object)}\n`).join(''), 'data.jsonl');
    const { table, reading, bytes } = await readTable(path);
    expectTable(table);
    expect(reading.format).toBe('json-lines');
    expect(bytes).toBe(readFileSync(path).length);
  });

  test.each([
    ['one array', JSON.stringify(objects, null, 2)],
    ['an array within an object', JSON.stringify({ version: 1, rows: objects })],
  ])('%s', async (_, text) => {
    const { table, reading } = await readTable(temporaryFile(text, 'data.json'));
    expectTable(table);
    expect(reading.format).toBe('json');
  });

  test('lines that are no objects are left out and listed', async () => {
    const lines = objects.map((object) => JSON.stringify(object));
    const { table, reading } = await readTable(
      temporaryFile([...lines.slice(0, 5), '{"n": 1,', '[1]', ...lines.slice(5)].join('\n')),
    );
    expect(table.rows).toBe(30);
    expect(reading.rejectedRows).toBe(2);
    expect(reading.rejected.map(({ line }) => line)).toEqual([6, 7]);
  });

  test.each([
    ['[{"a": 1}, {"a": 2}', /is no valid JSON/],
    ['{"a": 1}\nx\ny\nz\n', /3 hold no JSON object/],
    ['{\n"a": [1, 2]\n}', /holds no list of JSON objects/],
  ])('%j is refused', async (text, message) => {
    await expect(readTable(temporaryFile(text, 'data.json'))).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringMatching(message) as string,
    });
  });
});
