// Prepared rows on disk: every row once, in a random order that follows from the seed; damage is noticed.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  openRowReader,
  openRows,
  placesOf,
  type RowBlock,
  writeRows,
} from '../../../src/data/cache/row-files';
import { temporaryFolder } from '../temporary-folder';

const ROWS = 1000;
const WIDTH = 3;

function* blocks(): Iterable<RowBlock> {
  for (let from = 0; from < ROWS; from += 300) {
    const to = Math.min(ROWS, from + 300);
    yield {
      from,
      to,
      values: Float32Array.from({ length: (to - from) * WIDTH }, (_, i) => from * WIDTH + i),
    };
  }
}

const every = (remainder: number) =>
  Int32Array.from({ length: ROWS }, (_, row) => row).filter((row) => row % 4 === remainder);
const train = { name: 'train', rows: Int32Array.from([...every(0), ...every(1)]).sort(), seed: 7 };
const test_ = { name: 'test', rows: every(2), seed: null };

const write = (folder: string) =>
  writeRows(folder, 'key', { width: WIDTH, parts: [train, test_], blocks: blocks() });

/** The numbers of the rows of a file, by their first value. */
function rowsIn(entry: ReturnType<typeof write>, name: string): number[] {
  const reader = openRowReader(entry, name);
  const values = reader.read(0, reader.rows);
  const rows = Array.from({ length: reader.rows }, (_, i) => (values[i * WIDTH] as number) / WIDTH);
  reader.close();
  return rows;
}

test('each part holds its rows, shuffled where it has a seed', () => {
  const entry = write(temporaryFolder());
  expect(rowsIn(entry, 'test')).toEqual([...test_.rows]);
  const found = rowsIn(entry, 'train');
  const places = placesOf(train);
  expect(found).toEqual(found.map((_, place) => train.rows[places.indexOf(place)]));
  expect(found).not.toEqual([...train.rows]);
  expect([...found].sort((a, b) => a - b)).toEqual([...train.rows]);
  expect(rowsIn(write(temporaryFolder()), 'train')).toEqual(found);
});

test('the next window may be fetched ahead, and the wrong one is read anew', async () => {
  const reader = openRowReader(write(temporaryFolder()), 'test');
  const first = reader.read(0, 10).slice();
  reader.fetch(10, 20);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = reader.read(10, 20).slice();
  reader.fetch(20, 30);
  expect(reader.read(0, 10)).toEqual(first);
  expect(reader.read(10, 20)).toEqual(second);
  expect(second[0]).toBe((test_.rows[10] as number) * WIDTH);
  reader.close();
});

test('a damaged file is not opened', () => {
  const folder = temporaryFolder();
  const { folder: entry } = write(folder);
  expect(openRows(folder, 'key')?.width).toBe(WIDTH);
  const file = path.join(entry, 'train.f32');
  const bytes = readFileSync(file);
  bytes[17] = (bytes[17] as number) ^ 4;
  writeFileSync(file, bytes);
  expect(openRows(folder, 'key')).toBeNull();
  expect(openRows(folder, 'other')).toBeNull();
});
