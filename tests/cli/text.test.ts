// Numbers, tables and commands as text.
import { describe, expect, test } from 'vitest';
import { alignTable } from '../../src/cli/aligned-table';
import { bytesText, durationText, figureText, metricText } from '../../src/cli/number-text';
import { paint } from '../../src/cli/paint';
import { commandLine } from '../../src/cli/shell-text';

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

test('commands quote what a shell would take apart', () => {
  expect(commandLine('hone', 'train', 'my data.csv', '--target', "o'clock")).toBe(
    `hone train 'my data.csv' --target 'o'\\''clock'`,
  );
});

test('colours are off where they are not wanted', () => {
  expect(paint(false).red('x')).toBe('x');
  expect(paint(true).red('x')).toBe('\u001B[31mx\u001B[0m');
});
