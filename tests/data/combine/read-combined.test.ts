// Several files as one table.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/core/preparation/column-text';
import type { Table } from '../../../src/core/table';
import { readTable } from '../../../src/data/read-table';
import { temporaryFolder } from '../temporary-folder';

function write(files: Record<string, string>): (name: string) => string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return (name) => join(folder, name);
}

const rowsOf = (table: Table) =>
  Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(table.columns.map((column) => [column.name, textOf(column, row)])),
  );

describe('appended files', () => {
  test('match columns by name and keep the name of the file', async () => {
    const path = write({
      'a.csv': 'x,t,d\n1,p,2024-01-01\n2,q,2024-01-02\n',
      'b.csv': 't;x;extra\nr;3;7\np;4;8\n',
    });
    const { table, warnings } = await readTable(path('a.csv'), {
      append: [path('b.csv')],
      sourceColumn: 'file',
    });
    expect(rowsOf(table)).toEqual([
      { x: '1', t: 'p', d: '2024-01-01', extra: null, file: 'a.csv' },
      { x: '2', t: 'q', d: '2024-01-02', extra: null, file: 'a.csv' },
      { x: '3', t: 'r', d: null, extra: '7', file: 'b.csv' },
      { x: '4', t: 'p', d: null, extra: '8', file: 'b.csv' },
    ]);
    expect(table.columns.map(({ type }) => type)).toEqual([
      'number',
      'category',
      'date',
      'number',
      'category',
    ]);
    expect(warnings).toEqual([
      'a.csv has no column "extra": it is missing in its rows.',
      'b.csv has no column "d": it is missing in its rows.',
    ]);
  });

  test('take the wider type, spelled as in the files', async () => {
    const path = write({ 'a.csv': 'id,y,b\n01,1,true\n02,2,false\n', 'b.csv': 'id,y,b\nx3,3,2\nx4,4,0\n' });
    const { table, warnings } = await readTable(path('a.csv'), { append: [path('b.csv')] });
    expect(rowsOf(table).map(({ id, b }) => [id, b])).toEqual([
      ['01', '1'],
      ['02', '0'],
      ['x3', '2'],
      ['x4', '0'],
    ]);
    expect(warnings).toEqual([
      'Column "id" is of type number in a.csv and category in b.csv; read as category.',
      'Column "b" is of type boolean in a.csv and number in b.csv; read as number.',
    ]);
  });

  test('a column without values anywhere in one file takes the type of the other', async () => {
    const path = write({ 'a.csv': 'k,t\n1,\n2,\n', 'b.csv': 'k,t\n3,red\n4,blue\n' });
    const { table, warnings } = await readTable(path('a.csv'), { append: [path('b.csv')] });
    expect(rowsOf(table).map(({ t }) => t)).toEqual([null, null, 'red', 'blue']);
    expect(warnings).toEqual([]);
  });

  test('that have nothing in common are refused', async () => {
    const path = write({ 'a.csv': 'x,y\n1,2\n3,4\n', 'b.csv': 'u,v\n1,2\n3,4\n' });
    await expect(readTable(path('a.csv'), { append: [path('b.csv')] })).rejects.toMatchObject({
      code: 'data-invalid',
      message: 'b.csv has no column in common with a.csv.',
      place: { file: path('b.csv') },
    });
  });

  test('the fingerprint is that of all files', async () => {
    const path = write({ 'a.csv': 'x,y\n1,2\n3,4\n', 'b.csv': 'x,y\n5,6\n7,8\n' });
    const both = await readTable(path('a.csv'), { append: [path('b.csv')] });
    writeFileSync(path('b.csv'), 'x,y\n5,6\n7,9\n');
    const changed = await readTable(path('a.csv'), { append: [path('b.csv')] });
    expect(changed.fingerprint).not.toBe(both.fingerprint);
    expect(both.bytes).toBe(24);
  });
});

test('odd lines of further files are listed with the name of the file', async () => {
  const path = write({
    'a.csv': 'x,y\n1,2\n3,4\n5,6\n',
    'b.csv': 'x,y\n1,2\n3,4,5\n5\n7,8\n9,10\n',
  });
  const { reading } = await readTable(path('a.csv'), { append: [path('b.csv')] });
  expect(reading.appended).toEqual([{ file: path('b.csv'), rows: 4 }]);
  expect(reading.rejectedRows).toBe(1);
  expect(reading.rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [3, expect.stringMatching(/^In b\.csv: It has 3 values/)],
  ]);
  expect(reading.mended).toHaveLength(1);
});

describe('joined files', () => {
  const files = {
    'sales.csv': 'shop,sum,name\n1,10,a\n2,20,b\n1,30,c\n9,40,d\n',
    'shops.csv': 'id,name,size,kind\n1,Nord,5,big\n2,Süd,7,small\n2,Twice,8,huge\n3,West,9,none here\n',
  };

  test('add their columns where the key matches', async () => {
    const path = write(files);
    const { table, warnings, reading } = await readTable(path('sales.csv'), {
      join: [{ file: path('shops.csv'), key: 'shop', otherKey: 'id', prefix: 'shop ' }],
    });
    expect(rowsOf(table)).toEqual([
      { shop: '1', sum: '10', name: 'a', 'shop name': 'Nord', 'shop size': '5', 'shop kind': 'big' },
      { shop: '2', sum: '20', name: 'b', 'shop name': 'Süd', 'shop size': '7', 'shop kind': 'small' },
      { shop: '1', sum: '30', name: 'c', 'shop name': 'Nord', 'shop size': '5', 'shop kind': 'big' },
      { shop: '9', sum: '40', name: 'd', 'shop name': null, 'shop size': null, 'shop kind': null },
    ]);
    expect(table.columns.at(-1)).toMatchObject({ categories: ['big', 'small'] });
    expect(warnings).toEqual([
      '1 key stands in several rows of shops.csv; the first of each was taken.',
      '1 of 3 keys is not in shops.csv ("9"): its columns are missing in 1 of 4 rows.',
    ]);
    expect(reading.joined).toEqual([
      {
        ...{ file: path('shops.csv'), key: 'shop', otherKey: 'id' },
        ...{ keys: 3, matchedKeys: 2, rows: 4, matchedRows: 3, unmatched: ['9'] },
        ...{ otherKeys: 3, unusedKeys: 1 },
      },
    ]);
  });

  test('get other names where there is one already', async () => {
    const path = write(files);
    const { table } = await readTable(path('sales.csv'), {
      join: [{ file: path('shops.csv'), key: 'shop', otherKey: 'id', prefix: '' }],
    });
    expect(table.columns.map(({ name }) => name)).toEqual(['shop', 'sum', 'name', 'name_2', 'size', 'kind']);
  });

  test('numbers meet texts that mean them', async () => {
    const path = write({ 'a.csv': 'k,y\n1,1\n2,2\n', 'b.csv': 'k,z\n01,5\nx,6\n' });
    const { table } = await readTable(path('a.csv'), {
      join: [{ file: path('b.csv'), key: 'k', otherKey: '', prefix: '' }],
    });
    expect(rowsOf(table).map(({ z }) => z)).toEqual(['5', null]);
  });

  test.each([
    [{ key: 'nowhere', otherKey: 'id' }, 'column-missing', /has no column "nowhere" to join by/],
    [{ key: 'shop', otherKey: 'nowhere' }, 'column-missing', /shops.csv has no column "nowhere"/],
    [{ key: 'name', otherKey: 'kind' }, 'data-invalid', /No value of "name" stands in column "kind"/],
  ])('%j is refused', async (keys, code, message) => {
    const path = write(files);
    const joined = [{ file: path('shops.csv'), prefix: '', ...keys }];
    await expect(readTable(path('sales.csv'), { join: joined })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });
});
