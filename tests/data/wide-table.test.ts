import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readTable } from '../../src/data/read-table';

it('reads a table of many columns within the memory of the reader', async () => {
  const columns = 300;
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'hone-wide-')), 'wide.csv');
  const header = Array.from({ length: columns }, (_, i) => `x${i}`).join(',');
  const line = (row: number) =>
    Array.from({ length: columns }, (_, i) => (i === row % 7 ? 'NA' : row + i / 8)).join(',');
  writeFileSync(file, [header, ...Array.from({ length: 50 }, (_, row) => line(row))].join('\n'));
  const { table } = await readTable(file);
  expect(table.rows).toBe(50);
  expect(table.columns.map((column) => column.type)).toEqual(Array(columns).fill('number'));
});
