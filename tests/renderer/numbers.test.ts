// Numbers as they are typed, stepped and shown.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figure } from '../../src/core/diagnosis/wording';
import { formatValue, listPaths } from '../../src/core/recipe/paths';
import { parseNumbers, parseNumber } from '../../src/renderer/forms/parse-number';
import { stepNumber } from '../../src/renderer/forms/step-number';
import {
  formatBytes,
  formatInput,
  formatNumber,
  formatPercent,
  formatSteady,
} from '../../src/renderer/format/numbers';
import { formatDay, formatDuration, formatShortAge } from '../../src/renderer/format/times';

function field(path: string) {
  const found = listPaths().find((candidate) => candidate.path === path);
  if (!found) throw new Error(path);
  return found;
}

test.each([
  ['0.001', 0.001],
  ['1e-3', 0.001],
  [' .5 ', 0.5],
  ['0,5', 0.5],
  ['−0.1', 'Between'],
  ['abc', 'Give a number'],
  ['', 'Give a number'],
  ['1e999', 'Give a number'],
  ['101', 'Between 1e-8 and 100'],
])('the learning rate %j', (written, expected) => {
  const parsed = parseNumber(written, field('training.learning-rate'));
  if (typeof expected === 'number') expect(parsed).toEqual({ value: expected });
  else expect(parsed).toEqual({ message: expect.stringContaining(expected) });
});

test('thousands may be separated, halves of an epoch may not be given', () => {
  expect(parseNumber('1,000', field('training.epochs'))).toEqual({ value: 1000 });
  expect(parseNumber('10 000', field('training.epochs'))).toEqual({ value: 10_000 });
  expect(parseNumber('1.5', field('training.epochs'))).toEqual({ message: 'Give a whole number.' });
});

test('hidden layers are a list with its own limits', () => {
  const hidden = field('model.hidden');
  expect(parseNumbers('256, 128 64', hidden)).toEqual({ value: [256, 128, 64] });
  expect(parseNumbers('', hidden)).toEqual({ value: [] });
  expect(parseNumbers('256, x', hidden)).toEqual({ message: expect.stringContaining('x:') });
  expect(parseNumbers('1,'.repeat(17), hidden)).toEqual({ message: expect.stringContaining('16') });
});

test('arrow keys go through round values and never leave the range', () => {
  const rate = field('training.learning-rate');
  expect(stepNumber(0.001, rate, true)).toBe(0.002);
  expect(stepNumber(0.001, rate, false)).toBe(0.0005);
  expect(stepNumber(0.0013, rate, false)).toBe(0.001);
  expect(stepNumber(128, field('training.batch-size'), true)).toBe(256);
  expect(stepNumber(100, field('training.batch-size'), false)).toBe(64);
  expect(stepNumber(100, field('training.epochs'), true)).toBe(110);
  expect(stepNumber(0.2, field('model.dropout'), true)).toBe(0.25);
  for (const one of listPaths().filter(({ type }) => type === 'number' || type === 'integer')) {
    const { minimum = 0, maximum = 0 } = one;
    for (const value of [minimum, maximum, Number(one.default ?? minimum)])
      for (const up of [true, false]) {
        const next = stepNumber(value, one, up);
        expect(next, `${one.path} from ${value}`).toBeGreaterThanOrEqual(minimum);
        expect(next, `${one.path} from ${value}`).toBeLessThanOrEqual(maximum);
        if (one.type === 'integer') expect(Number.isInteger(next)).toBe(true);
      }
  }
});

test('what a field shows is read back as the same number', () => {
  const any = { type: 'number', minimum: undefined, maximum: undefined, maximumLength: undefined } as const;
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseNumber(formatInput(value), any)).toEqual({
        value: value === 0 ? expect.closeTo(0) : value,
      });
    }),
  );
});

test.each([
  [0, '0'],
  [0.0001, '0.0001'],
  [0.00001, '1e-5'],
  [9.999999999999999e-6, '9.999999999999999e-6'],
  [0.0000125, '1.25e-5'],
  [100_000, '100000'],
  [10_000_000, '1e7'],
  [12_345_678, '12345678'],
])('%d is written the same in fields, differences and findings', (value, written) => {
  expect(formatInput(value)).toBe(written);
  expect(formatValue(value)).toBe(written);
  if (value !== 9.999999999999999e-6 && value !== 12_345_678) expect(figure(value)).toBe(written);
});

test('shown numbers are short', () => {
  expect([0, 0.03125, 12.3456, 1234.5, 123456, 1.2e-7, -2.5].map((value) => formatNumber(value))).toEqual([
    '0',
    '0.03125',
    '12.35',
    '1,235',
    '123,456',
    '1.2e-7',
    '−2.5',
  ]);
  expect(formatNumber(null)).toBe('–');
  expect(formatSteady(0.36)).toBe('0.3600');
  expect(formatPercent(0.0004)).toBe('<0.1\u202f%');
  expect(formatBytes(1_536_000)).toBe('1.5 MB');
  expect(formatDuration(0.042)).toBe('0.04\u202fs');
  expect(formatDuration(3725)).toBe('1\u202fh 02\u202fmin');
  expect(formatDay(19_783)).toBe('2024-03-01');
  expect(formatShortAge('2026-01-01T00:00:00Z', Date.parse('2026-01-01T05:00:00Z'))).toBe('5 h');
});
