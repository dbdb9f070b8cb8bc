import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTable } from '../../src/data/read-table';

const path = (name: string) => join(mkdtempSync(join(tmpdir(), 'hone-wide-')), name);

it('reads a table of many columns within the memory of the reader', async () => {
  const columns = 300;
  const file = path('wide.csv');
  const header = Array.from({ length: columns }, (_, i) => `x${i}`).join(',');
  const line = (row: number) =>
    Array.from({ length: columns }, (_, i) => (i === row % 7 ? 'NA' : row + i / 8)).join(',');
  writeFileSync(file, [header, ...Array.from({ length: 50 }, (_, row) => line(row))].join('\n'));
  const { table } = await readTable(file);
  expect(table.rows).toBe(50);
  expect(table.columns.map((column) => column.type)).toEqual(Array(columns).fill('number'));
});

// Each amount is an expression of several parts, which DuckDB's optimizer compares in pairs: this took a quarter of a minute.
it('reads a row of thousands of amounts', async () => {
  const columns = 3000;
  const file = path('amounts.csv');
  const line = (cell: (column: number) => string) =>
    Array.from({ length: columns }, (_, i) => cell(i)).join(',');
  writeFileSync(file, `${line((i) => `x${i}`)}\n${line((i) => `$${i}.50`)}\n`);
  const { table } = await readTable(file);
  expect(table.rows).toBe(1);
  expect(table.columns.map((column) => (column.type === 'number' ? column.values[0] : column.type))).toEqual(
    Array.from({ length: columns }, (_, i) => i + 0.5),
  );
});
