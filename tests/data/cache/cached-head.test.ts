// What the cache keeps of a table beside its columns comes back as it was, whatever the columns hold.
import { expect, test } from 'vitest';
import { parseHead, writeHead } from '../../../src/data/cache/cached-head';
import { type ReadOptions, type ReadTable, readTable } from '../../../src/data/read-table';
import { temporaryFile } from '../temporary-folder';

function headOf(read: ReadTable) {
  const { columns: _, ...table } = read.table;
  return { read: { ...read, table }, columns: [] };
}

const rows = Array.from({ length: 300 }, (_, i) =>
  [
    i === 7 ? 'about 3' : i,
    `1.${String(i).padStart(3, '0')},50`,
    i % 2 ? 'yes' : 'no',
    `${(i % 28) + 1} Mar 2024`,
  ]
    .concat(i % 3 ? 'true' : 'false', i % 5 ? '-9' : '2', `${i} €`, ['red', 'blue'][i % 2] ?? '')
    .join(';'),
);
const file = () => temporaryFile(`odd;grouped;word;day;flag;code;price;colour\n${rows.join('\n')}\n`);

test.each<[string, ReadOptions]>([
  ['found by itself', {}],
  [
    'with types of a person',
    {
      types: [
        { column: 'word', type: 'boolean' },
        { column: 'odd', type: 'number' },
      ],
    },
  ],
  ['with types that do not fit', { types: [{ column: 'colour', type: 'date' }] }],
])('%s', async (_, options) => {
  const read = await readTable(file(), options);
  expect(read.readings.length).toBe(8);
  expect(parseHead(writeHead(read, []))).toEqual(headOf(read));
});

test('with numbers that stand for a missing value', async () => {
  const { dialect } = await readTable(file());
  const read = await readTable(file(), { dialect: { ...dialect, missing: ['-9'] } });
  expect(parseHead(writeHead(read, []))).toEqual(headOf(read));
});

test('anything else is no head', async () => {
  const read = await readTable(file());
  const { readings: _, ...rest } = headOf(read).read;
  expect(parseHead(JSON.stringify({ read: rest, columns: [] }))).toBeNull();
  expect(parseHead('{}')).toBeNull();
});
