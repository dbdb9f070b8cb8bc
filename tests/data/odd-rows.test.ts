// Rows that are not as the others are: mended where that can be, filled or listed where it cannot, never lost in silence.
import { describe, expect, test } from 'vitest';
import { usualDialect } from '../../src/core/recipe/dialect';
import { readTable } from '../../src/data/read-table';
import { readMendedRow } from '../../src/data/rows/mend-row';
import { readRows } from '../../src/data/rows/read-rows';
import { temporaryFile } from './temporary-folder';

const rules = { delimiter: ',', quote: '"', escape: '' };
const mend = (row: string, width = 3) => {
  const { fields, mended, end } = readMendedRow(`${row}\n7,8,9\n`, 0, rules, width);
  return { cells: fields.map((field) => field.text), mended: mended !== null, whole: end === row.length + 1 };
};

describe('one row', () => {
  test.each([
    ['a,b,c', ['a', 'b', 'c'], false],
    ['a,"b, ""x""",c', ['a', 'b, "x"', 'c'], false],
    ['a,"b\nb",c', ['a', 'b\nb', 'c'], false],
    ['"a,b,c', ['"a', 'b', 'c'], true],
    ['a,b,"c', ['a', 'b', '"c'], true],
    ['a,b"b,c', ['a', 'b"b', 'c'], false],
    ['a,"b"b, c",d', ['a', 'b"b, c', 'd'], true],
    ['a,""b, c",d', ['a', '"b, c', 'd'], true],
    ['a,"b, c"",d', ['a', 'b, c"', 'd'], true],
    ['a;b;c', ['a', 'b', 'c'], true],
    ['a\tb, b\tc', ['a', 'b, b', 'c'], true],
    ['a,b', ['a', 'b'], false],
    ['a,b,,c', ['a', 'b', '', 'c'], false],
  ])('%j', (row, cells, mended) => {
    expect(mend(row)).toEqual({ cells, mended, whole: true });
  });
});

test('lines of a file, across the borders of its chunks', async () => {
  const count = 60_000;
  const text = `a,b,c\n${Array.from({ length: count }, (_, i) => `${i},"line\nbreak ${i}","${'x'.repeat(40)}"\n`).join('')}`;
  const file = { path: temporaryFile(text), dialect: usualDialect, lines: 2 * count + 1 };
  let rows = 0;
  for await (const batch of readRows({
    ...file,
    layout: { cells: 3, test: () => null, looks: () => null },
  })) {
    for (const row of batch) {
      expect(row.cells[0]).toBe(String(rows));
      expect(row.line).toBe(2 + 2 * rows);
      rows++;
    }
  }
  expect(rows).toBe(count);
});

describe('in a table', () => {
  const lines = (odd: string) => `a,b,c\n${'1,2,"x"\n'.repeat(20)}${odd}\n${'4,5,y\n'.repeat(20)}`;
  test.each([
    [
      'short',
      '7,8',
      41,
      [],
      [{ line: 22, reason: 'It has 2 values where 3 are expected; the rest is empty.' }],
    ],
    ['long', '7,8,9,10', 40, [{ line: 22, reason: 'It has 4 values where 3 are expected.' }], []],
    [
      'long with nothing more',
      '7,8,z,,',
      41,
      [],
      [{ line: 22, reason: 'It has 5 values where 3 are expected.' }],
    ],
    ['with semicolons', '7;8;z', 41, [], [{ line: 22, reason: 'Mended: its delimiter is another.' }]],
    ['with a stray quote', '7,8,"z', 41, [], [expect.objectContaining({ line: 22 })]],
  ])('%s', async (_, odd, rows, rejected, mended) => {
    const { table, reading, warnings } = await readTable(temporaryFile(lines(odd)));
    expect(table.rows).toBe(rows);
    expect(reading).toMatchObject({ rejectedRows: rejected.length, mendedRows: mended.length });
    expect(reading.rejected).toMatchObject(rejected);
    expect(reading.mended).toMatchObject(mended);
    expect(table.columns.map(({ type }) => type)).toEqual(['number', 'number', 'category']);
    expect(warnings).toHaveLength(1);
  });

  test('a text after a closing quote is kept as it stands', async () => {
    const { table } = await readTable(temporaryFile('a,b\n"x" y,1\n"z",2\n"u",3\n"v",4\n'));
    expect(table.columns[0]).toMatchObject({ categories: ['"x" y', 'u', 'v', 'z'] });
  });

  test('preamble, footer and comments are no rows', async () => {
    const text = `Report\n\nname;n\n${'a;1,5\nb;2,5\n'.repeat(5)}# note\nc;3\n\nSource: us\n`;
    const { table, dialect } = await readTable(temporaryFile(text));
    expect(table.rows).toBe(11);
    expect(dialect).toMatchObject({ preambleLines: 2, comment: '#', footerLines: 2 });
    expect(table.columns.map(({ name, type }) => [name, type])).toEqual([
      ['name', 'category'],
      ['n', 'number'],
    ]);
  });
});
