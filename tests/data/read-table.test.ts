// From CSV text to typed columns.
import { usualDialect } from '../../src/core/recipe/dialect';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/core/table';
import { readTable } from '../../src/data/read-table';
import { temporaryFile } from './temporary-folder';

const read = (text: string, name?: string) => readTable(temporaryFile(text, name));

/** Values of a column as a person would write them; null is missing. */
function valuesOf(column: Column | undefined): unknown[] {
  if (!column) return [];
  if (column.type === 'category') return Array.from(column.codes, (code) => column.categories[code] ?? null);
  if (column.type === 'text') return column.values.map((text) => (text === '' ? null : text));
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
}

async function columnOf(texts: string[]): Promise<{ type: string | undefined; values: unknown[] }> {
  const { table } = await read(`x;other\n${texts.map((text) => `${text};1\n`).join('')}`);
  return { type: table.columns[0]?.type, values: valuesOf(table.columns[0]) };
}

describe('types', () => {
  test.each([
    ['number', ['1', '-2.5', '+3', '1e3', '.5', '4.'], [1, -2.5, 3, 1000, 0.5, 4]],
    ['number', [' 1', '2 ', '\t3'], [1, 2, 3]],
    ['number', ['1,5', '2', '-0,25'], [1.5, 2, -0.25]],
    [
      'number',
      ['1', 'NA', '', ' ? ', 'NaN', 'nan', '-', '#N/A', 'null', 'N/A', 'None', '.', 'NULL'],
      [1, ...Array.from({ length: 12 }, () => null)],
    ],
    ['boolean', ['true', 'False', 'TRUE', '', ' NA'], [1, 0, 1, null, null]],
    ['date', ['1970-01-02', ' 1969-12-31', ' NA '], [1, -1, null]],
    ['date', ['1970-01-01 12:00', '1970-01-02T06:00:00', '1970-01-03'], [0.5, 1.25, 2]],
    ['date', ['02.01.1970', '01.02.1970'], [1, 31]],
    ['date', ['01/02/1970', '02/01/1970'], [1, 31]],
    ['date', ['13/01/1970', '02/01/1970'], [12, 1]],
    ['date', ['1/2/1970 6:00 PM', '1/3/1970 6:00 AM'], [1.75, 2.25]],
    ['category', ['b', 'a', 'b', ''], ['b', 'a', 'b', null]],
    ['category', ['1', '2', 'x'], ['1', '2', 'x']],
    ['category', [' b', 'b ', '?'], ['b', 'b', null]],
    ['category', ['yes', 'no'], ['yes', 'no']],
    ['category', ['1_000', '2_000'], ['1_000', '2_000']],
    ['category', ['2020-01-01', 'soon'], ['2020-01-01', 'soon']],
    ['number', ['', 'NA'], [null, null]],
  ])('%s from %j', async (type, texts, values) => {
    expect(await columnOf(texts)).toEqual({ type, values });
  });

  test('texts far below the sample make the whole column a category', async () => {
    const texts = Array.from({ length: 3000 }, (_, i) => String(i % 7));
    const { type, values } = await columnOf([
      ...texts,
      ...Array.from({ length: 100 }, (_, i) => `t${i}`),
      ...texts,
    ]);
    expect(type).toBe('category');
    expect(values.slice(2999, 3002)).toEqual(['3', 't0', 't1']);
  });

  test('a missing value with spaces far below the sample is still one', async () => {
    const texts = Array.from({ length: 30_000 }, (_, i) => String(i % 7));
    const { type, values } = await columnOf([...texts, ' NA ', ' ', '(NA)'.slice(1, 3)]);
    expect(type).toBe('number');
    expect(values.slice(29_999)).toEqual([4, null, null, null]);
  });

  test('thousands of columns', async () => {
    const line = (text: (i: number) => string) => Array.from({ length: 2500 }, (_, i) => text(i)).join(',');
    const rows = Array.from({ length: 20 }, (_, row) =>
      line((i) => (i === 2400 ? `t${row}` : String(row * i))),
    );
    const { table } = await read(`${line((i) => `f${i}`)}\n${rows.join('\n')}\n`);
    expect(table.columns.map((column) => column.name)).toEqual(
      Array.from({ length: 2500 }, (_, i) => `f${i}`),
    );
    expect(valuesOf(table.columns[2400])[3]).toBe('t3');
    expect(valuesOf(table.columns[2499])[19]).toBe(19 * 2499);
  });

  test('rows keep their order in a file of many chunks', async () => {
    const { table } = await read(
      `i,t\n${Array.from({ length: 50_000 }, (_, i) => `${i},t${i % 3}\n`).join('')}`,
    );
    expect(table.rows).toBe(50_000);
    const [numbers, texts] = table.columns;
    expect((numbers as { values: Float64Array }).values.every((value, i) => value === i)).toBe(true);
    expect(valuesOf(texts).every((value, i) => value === `t${i % 3}`)).toBe(true);
  });

  test('categories stand in the order of code points', async () => {
    const { table } = await read('x,y\nb,1\n\u{1F600},2\n\uFFFD,3\nB,4\né,5\n');
    expect(table.columns[0]).toMatchObject({ categories: ['B', 'b', 'é', '\uFFFD', '\u{1F600}'] });
  });
});

test('infinite values are kept, counted and named', async () => {
  const { table, warnings } = await read('a,b\n1,2\ninf,3\n-Infinity,4\n1e999,5\n');
  expect(valuesOf(table.columns[0])).toEqual([1, Infinity, -Infinity, Infinity]);
  expect(warnings).toEqual(['Column "a" holds 3 infinite values; taken as missing.']);
});

describe('names', () => {
  test('empty and repeated ones', async () => {
    const { table, warnings } = await read('a,,a, a_2 ,a\n1,2,3,4,5\n');
    expect(table.columns.map((column) => column.name)).toEqual(['a', 'column2', 'a_3', 'a_2', 'a_4']);
    expect(warnings).toEqual([
      'Columns without a name were called column2.',
      'Repeated column names were numbered: a_3, a_4.',
    ]);
  });

  test('a file without header', async () => {
    const { table, dialect } = await read('1,x\n2,y\n3,x\n');
    expect(dialect.headerRows).toBe(0);
    expect(table.columns.map((column) => column.name)).toEqual(['column1', 'column2']);
    expect(table.rows).toBe(3);
  });

  test('of the objects that every JavaScript object has', async () => {
    const { table } = await read('__proto__,constructor,n\nx,toString,1\n__proto__,valueOf,2\n');
    expect(table.columns.map(valuesOf)).toEqual([
      ['x', '__proto__'],
      ['toString', 'valueOf'],
      [1, 2],
    ]);
  });
});

describe('files as people write them', () => {
  test.each([
    ['with a byte order mark', '\uFEFFa,b\n1,2\n3,4\n'],
    ['with CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['with CR', 'a,b\r1,2\r3,4\r'],
    ['with CRLF and LF', 'a,b\r\n1,2\n3,4\r\n'],
    ['without a last line end', 'a,b\n1,2\n3,4'],
    ['with blank lines', '\n\na,b\n1,2\n\n3,4\n\n'],
    ['with semicolons', 'a;b\n1;2\n3;4\n'],
    ['with all in quotes', '"a","b"\n"1","2"\n"3","4"\n'],
  ])('%s', async (_, text) => {
    const { table } = await read(text);
    expect(table.columns.map((column) => [column.name, column.type, valuesOf(column)])).toEqual([
      ['a', 'number', [1, 3]],
      ['b', 'number', [2, 4]],
    ]);
  });

  test('quotes, delimiters and line ends within values', async () => {
    const { table } = await read('a,b\n"x, ""y""\nz",1\nplain 5" pipe,2\n');
    expect(valuesOf(table.columns[0])).toEqual(['x, "y"\nz', 'plain 5" pipe']);
    expect(table.firstLine).toBeUndefined();
  });

  test.each(['data[1].csv', 'data*.csv', "it's ? ü.csv", '100%.csv'])('named %s', async (name) => {
    expect((await read('a,b\n1,2\n3,4\n', name)).table.rows).toBe(2);
  });

  test('a dialect that was set by hand is obeyed', async () => {
    const path = temporaryFile('a,b\n1,2\n3,4\n');
    const dialect = { ...usualDialect, quote: '', headerRows: 0 };
    const { table } = await readTable(path, { dialect });
    expect(table.columns.map(valuesOf)).toEqual([
      ['a', '1', '3'],
      ['b', '2', '4'],
    ]);
  });

  test.each([
    ['"', '"'],
    ['\n', '"'],
  ])('a dialect of %j and %j is refused', async (delimiter, quote) => {
    const dialect = { ...usualDialect, delimiter, quote };
    await expect(readTable(temporaryFile('a,b\n1,2\n'), { dialect })).rejects.toMatchObject({
      code: 'recipe-invalid',
    });
  });

  test('the first row knows its line', async () => {
    expect((await read('\na,b\n1,2\n3,4\n')).table.firstLine).toBe(3);
    expect((await read('1,2\n3,4\n')).table.firstLine).toBe(1);
  });
});

test('fingerprint, size and progress', async () => {
  const path = temporaryFile(`a,b\n${'1,2\n'.repeat(5000)}`);
  const shares: number[] = [];
  const { fingerprint, bytes } = await readTable(path, { onProgress: (share) => shares.push(share) });
  expect(fingerprint).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
  expect(bytes).toBe(20_004);
  expect(shares.every((share, i) => share >= (shares[i - 1] ?? 0) && share <= 1)).toBe(true);
  expect(shares.at(-1)).toBe(1);
});

describe('a file whose oddity lies far below its beginning', () => {
  const many = (line: (i: number) => string) => Array.from({ length: 300_000 }, (_, i) => line(i)).join('');

  test('a text among numbers loses no row', async () => {
    const { table } = await read(`a,b\n${many((i) => `${i},${i === 250_000 ? 'abc' : i}\n`)}`);
    expect(table.rows).toBe(300_000);
    expect(valuesOf(table.columns[1]).slice(249_999, 250_002)).toEqual([249_999, null, 250_001]);
  });

  test('a line with values too many loses that line alone', async () => {
    const { table, reading } = await read(
      `a,b\n${many((i) => (i === 250_000 ? '1,2,3,4\n' : `${i},${i}\n`))}`,
    );
    expect(table.rows).toBe(299_999);
    expect(reading.rejected.map(({ line }) => line)).toEqual([250_002]);
  });
});
