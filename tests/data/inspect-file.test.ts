// Profiles of files, the target that is suggested, and the samples that come with Hone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { profileSchema } from '../../src/core/run/profile';
import { inspectFile } from '../../src/data/inspect-file';
import { temporaryFile } from './temporary-folder';

const profile = (text: string) => inspectFile(temporaryFile(text));

test('sums up each type of column', async () => {
  const { columns, rows, preview, bytes, name } = await profile(
    'n,t,b,d\n1,x,true,1970-01-02\n2,y,false,1970-01-04\nNA,x,true,\n4,x,,1970-01-04\n',
  );
  expect({ rows, name, bytes }).toEqual({ rows: 4, name: 'data.csv', bytes: 76 });
  expect(columns[0]).toMatchObject({
    ...{ name: 'n', type: 'number', missing: 1, distinct: 3, minimum: 1, maximum: 4, median: 2 },
    mean: 7 / 3,
    deviation: expect.closeTo(Math.sqrt(14 / 9), 12),
  });
  expect(columns[0]?.histogram.reduce((sum, count) => sum + count, 0)).toBe(3);
  expect(columns[1]).toMatchObject({
    ...{ type: 'category', missing: 0, distinct: 2, mean: null, histogram: [] },
    top: [
      { value: 'x', count: 3 },
      { value: 'y', count: 1 },
    ],
  });
  expect(columns[2]).toMatchObject({
    ...{ type: 'boolean', missing: 1, distinct: 2 },
    top: [
      { value: 'true', count: 2 },
      { value: 'false', count: 1 },
    ],
  });
  expect(columns[3]).toMatchObject({
    ...{ type: 'date', missing: 1, minimum: 1, maximum: 3 },
    top: [
      { value: '1970-01-04', count: 2 },
      { value: '1970-01-02', count: 1 },
    ],
  });
  expect(preview[2]).toEqual([null, 'x', 'true', null]);
});

test('an empty column is named, an infinite value is missing', async () => {
  const { columns, warnings } = await profile('a,b,y\n1,,2\ninf,,3\n2,,4\n');
  expect(columns[0]).toMatchObject({ missing: 1, maximum: 2 });
  expect(columns[1]).toMatchObject({ missing: 3, distinct: 0, minimum: null, histogram: [] });
  expect(warnings).toEqual([
    'Column "a" holds 1 infinite value; taken as missing.',
    'Column "b" has no value in any row.',
  ]);
});

test('shows at most twenty rows', async () => {
  expect((await profile(`a,b\n${'1,2\n'.repeat(50)}`)).preview).toHaveLength(20);
});

describe('the target that is suggested', () => {
  const body = (width: number) => [1, 2, 3].map((i) => `${i},`.repeat(width).slice(0, -1)).join('\n');
  test.each([
    ['a,b,c', 'c'],
    ['a,Target,c', 'Target'],
    ['species,b,c', 'species'],
    ['price,class,c', 'class'],
  ])('of %s is %s', async (header, expected) => {
    expect((await profile(`${header}\n${body(3)}\n`)).suggestedTarget).toBe(expected);
  });

  test('may have few labels if its name says so, else not', async () => {
    const table = (name: string) => `a,${name},c\n1,x,\n2,,\n3,,\n4,y,5\n5,,\n6,,\n`;
    expect((await profile(table('class'))).suggestedTarget).toBe('class');
    expect((await profile(table('b'))).suggestedTarget).toBe('a');
  });

  test('is no constant, no date and no empty column', async () => {
    const { suggestedTarget } = await profile('a,b,c,d\n1,2020-01-01,7,\n2,2020-01-02,7,\n3,2020-01-03,7,\n');
    expect(suggestedTarget).toBe('a');
  });
});

describe('samples', () => {
  const folder = join(import.meta.dirname, '../../resources/samples');
  const samples = JSON.parse(readFileSync(join(folder, 'samples.json'), 'utf8')) as {
    [key: string]: string | number;
  }[];

  test('each kind is there', () => {
    const kinds = new Set(samples.map((sample) => sample.task));
    expect(kinds).toEqual(new Set(['classification', 'regression', 'time series']));
  });

  test.each(samples)('$file is what the list says', async ({ file, rows, columns, target }) => {
    const found = await inspectFile(join(folder, String(file)));
    expect(profileSchema.parse(found)).toEqual(found);
    expect(found.rows).toBe(rows);
    expect(found.columns).toHaveLength(Number(columns));
    expect(found.suggestedTarget).toBe(target);
    expect(found.warnings).toEqual([]);
    expect(found.bytes).toBeLessThan(300_000);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`\`${file}\``);
  });
});
