// Numbers, tables and commands as text.
import { describe, expect, test } from 'vitest';
import { alignTable } from '../../src/cli/aligned-table';
import { describeFailure } from '../../src/cli/failure';
import { bytesText, durationText, figureText, metricText } from '../../src/cli/number-text';
import { paint } from '../../src/cli/paint';
import { layoutText } from '../../src/cli/profile-text';
import { commandLine } from '../../src/cli/shell-text';
import { wrapText } from '../../src/cli/wrap-text';
import { createFakeSession, profile } from './fake-session';

test.each([
  [0, '0'],
  [null, '–'],
  [0.123456, '0.1235'],
  [1234.56, '1235'],
  [123456.7, '123,457'],
  [0.0000123456, '1.235e-5'],
  [2.5e12, '2.500e+12'],
  [Number.NaN, 'NaN'],
])('figure %s is %s', (value, text) => {
  expect(figureText(value)).toBe(text);
});

test('metrics of the order of 1 have equal digits, others are figures', () => {
  expect(metricText(0.9)).toBe('0.9000');
  expect(metricText(-0.25)).toBe('-0.2500');
  expect(metricText(547.891)).toBe('547.9');
  expect(metricText(undefined)).toBe('–');
});

test('durations and sizes have fitting units', () => {
  expect([0.04, 12.3, 89, 100, 7200].map(durationText)).toEqual(['0.0 s', '12 s', '89 s', '2 min', '2.0 h']);
  expect([0, 999, 1000, 4_600_000].map(bytesText)).toEqual(['0 bytes', '999 bytes', '1.00 kB', '4.60 MB']);
});

describe('tables', () => {
  test('keep their edges, with no spaces at the end of a line', () => {
    expect(
      alignTable(
        [
          ['name', 'n'],
          ['a', '1000'],
          ['long name', ''],
        ],
        ['left', 'right'],
      ),
    ).toBe('name          n\na          1000\nlong name\n');
  });

  test('cut the last column to the width', () => {
    const rows = [
      ['name', 'most frequent'],
      ['a', 'red (100), blue (20), green (3)'],
      ['b', '빨강빨강빨강빨강 (1)'],
    ];
    const lines = alignTable(rows, ['left', 'left'], 20).trimEnd().split('\n');
    expect(lines).toEqual(['name  most frequent', 'a     red (100), bl…', 'b     빨강빨강빨강…']);
    expect(alignTable(rows, ['left', 'left'], 8)).toBe('name\na\nb\n');
  });

  test('count Hangul as two cells', () => {
    expect(
      alignTable(
        [
          ['가격', '1'],
          ['price', '2'],
        ],
        ['left', 'left'],
      ),
    ).toBe('가격   1\nprice  2\n');
  });
});

describe('long lines', () => {
  test('are broken between words, under their first one', () => {
    expect(wrapText('  one two three four\nshort\n', 12)).toBe('  one two\n  three four\nshort\n');
    expect(wrapText('a'.repeat(20), 12)).toBe('a'.repeat(20));
  });

  test('stay whole where a broken one would lose its sense, and where there is no edge', () => {
    const lines = [
      'column a  kind of it  3',
      '    --set model.hidden=1,2 --set b=3',
      '  hone train a.csv -t price',
    ];
    for (const line of lines) expect(wrapText(line, 12)).toBe(line);
    expect(wrapText('one two three four', Number.POSITIVE_INFINITY)).toBe('one two three four');
  });

  test('are as wide as they look, whatever colours them', () => {
    expect(wrapText(`${paint(true).red('error:')} one two`, 14)).toBe(`${paint(true).red('error:')} one two`);
  });
});

describe('how a file is written', () => {
  const report = profile.reading;

  test.each([
    [{}, {}, "Delimiter ',', names in the first line, utf-8 (100 % sure)"],
    [
      { preambleLines: 2, footerLines: 1, delimiter: '\t' },
      { confidence: 0.7 },
      'Delimiter tab, 2 lines above the table, names in the first line below, 1 line below the table, utf-8 (70 % sure)',
    ],
    [{}, { format: 'parquet' }, 'Parquet'],
    [
      {},
      {
        format: 'excel',
        sheets: ['May', 'June'],
        parts: [{ part: 'sheet', value: 'June', confidence: 1, why: '' }],
      },
      'Workbook, sheet "June", one of 2, names in the first line',
    ],
  ])('%j %j', (dialect, reading, text) => {
    expect(layoutText({ ...profile.dialect, ...dialect }, { ...report, ...reading })).toBe(text);
  });
});

test.each([
  [{ file: '/a.csv', line: 3 }, 'There is no file /a.csv.', '  in line 3\n'],
  [{ file: '/a.csv' }, 'The file is empty.', '  in /a.csv\n'],
  [{ field: '--format' }, 'No such format.', '  in option --format\n'],
  [{ file: '/a.csv' }, 'There is no file /a.csv.', ''],
])('the place %j of a fault is told once', (place, message, line) => {
  const { terminal } = createFakeSession();
  const report = { code: 'file-not-found', message, place } as const;
  expect(describeFailure(report, terminal)).toBe(`error: ${message}\n${line}`);
});

test('commands quote what a shell would take apart', () => {
  expect(commandLine('hone', 'train', 'my data.csv', '--target', "o'clock")).toBe(
    `hone train 'my data.csv' --target 'o'\\''clock'`,
  );
});

test('colours are off where they are not wanted', () => {
  expect(paint(false).red('x')).toBe('x');
  expect(paint(true).red('x')).toBe('\u001B[31mx\u001B[0m');
});
