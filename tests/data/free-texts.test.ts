// Free texts are read as texts, classes and names as categories, and what a person says decides.
import { expect, test } from 'vitest';
import { openTable } from '../../src/data/cache/cached-table';
import { readTable } from '../../src/data/read-table';
import { temporaryFile, temporaryFolder } from './temporary-folder';

const words = ['calm', 'clean', 'dark', 'far', 'loud', 'near', 'small', 'warm'];
const review = (row: number) => `the room was ${words[row % 8]} and ${words[(row >> 3) % 8]}, number ${row}`;
const rows = Array.from(
  { length: 60 },
  (_, row) => `${row % 7 === 0 ? '' : `"${review(row)}"`},town ${row % 5},K-${row * 3}`,
);
const file = () => temporaryFile(`review,town,code\n${rows.join('\n')}\n`);
const typesOf = async (options: Parameters<typeof readTable>[1] = {}) =>
  (await readTable(file(), options)).table.columns.map(({ type }) => type);

test('sentences are texts; towns and codes are not', async () => {
  expect(await typesOf()).toEqual(['text', 'category', 'category']);
  const { table } = await readTable(file());
  const [column] = table.columns;
  if (column?.type !== 'text') throw new Error('not read as text');
  expect(column.values.slice(0, 3)).toEqual(['', review(1), review(2)]);
});

test('a person decides', async () => {
  const types = [
    { column: 'review', type: 'category' as const },
    { column: 'town', type: 'text' as const },
  ];
  expect(await typesOf({ types })).toEqual(['category', 'text', 'category']);
});

test('the cache keeps texts', async () => {
  const folder = temporaryFolder();
  const path = file();
  const first = await openTable(path, {}, folder);
  const again = await openTable(path, {}, folder);
  expect(again.table.columns[0]).toMatchObject({ name: 'review', type: 'text' });
  expect((again.table.columns[0] as { values: unknown }).values).toEqual(
    (first.table.columns[0] as { values: unknown }).values,
  );
});
