// The kind of a column: what its values and its name say it is meant as.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random';
import type { Column } from '../../../src/core/table';
import { holdsText } from '../../../src/core/understanding/category-texts';
import { isIdName } from '../../../src/core/understanding/column-kind';
import { profileColumn } from '../../../src/data/profile-column';
import { dates, numbers, texts } from './tables';

const ROWS = 300;
const random = createRandom(1);
const pick = (...options: readonly string[]) =>
  texts('x', ROWS, () => options[random.integer(options.length)] as string);
const kindOf = (column: Column) => profileColumn(column).kind;

describe('numbers', () => {
  test.each<[string, Column, string]>([
    ['measures', numbers('x', ROWS, () => random.normal()), 'number'],
    ['counts of many values', numbers('x', ROWS, () => random.integer(200)), 'number'],
    ['0 and 1', numbers('x', ROWS, () => random.integer(2)), 'boolean'],
    ['1 and 2', numbers('x', ROWS, () => 1 + random.integer(2)), 'number'],
    ['a rating', numbers('x', ROWS, () => 1 + random.integer(5)), 'ordinal'],
    ['few far numbers', numbers('x', ROWS, () => [1, 50, 1000][random.integer(3)] as number), 'number'],
    ['row numbers', numbers('x', ROWS, (row) => row), 'id'],
    ['row numbers in another order', numbers('x', ROWS, (row) => (row * 7) % ROWS), 'id'],
    ['rising numbers with gaps', numbers('x', ROWS, (row) => row + (row >> 2)), 'id'],
    ['rising numbers far apart', numbers('x', ROWS, (row) => 1000 * row), 'number'],
    ['account numbers by name', numbers('account_id', ROWS, (row) => (row * 7919) % 100_003), 'id'],
    ['years', numbers('year', 40, (row) => 1980 + row), 'number'],
    ['the same number', numbers('x', ROWS, () => 7), 'constant'],
    ['nothing', numbers('x', ROWS, () => Number.NaN), 'constant'],
    ['dates', dates('x', ROWS, (row) => 18_000 + row), 'date'],
  ])('%s', (_, column, kind) => {
    expect(kindOf(column)).toBe(kind);
  });
});

describe('texts', () => {
  const words = ['the', 'room', 'was', 'clean', 'and', 'staff', 'very', 'kind', 'but', 'loud'];
  const sentence = () => Array.from({ length: 8 }, () => words[random.integer(words.length)]).join(' ');
  const reviews = texts('x', ROWS, sentence);
  test.each<[string, Column, string]>([
    ['classes', pick('red', 'green', 'blue'), 'category'],
    ['yes and no', pick('Yes', 'no'), 'boolean'],
    ['two other words', pick('male', 'female'), 'category'],
    ['a scale', pick('low', 'medium', 'High'), 'ordinal'],
    ['ranges', pick('<18', '18-35', '36-65', '66+'), 'ordinal'],
    ['codes of rows', texts('x', ROWS, (row) => `A-${row * 31}`), 'id'],
    ['names of rows', texts('x', ROWS, (row) => `Tom ${row}`), 'id'],
    ['many towns', texts('x', ROWS, () => `town${random.integer(80)}`), 'category'],
    ['sentences', reviews, 'text'],
    [
      'sentences without spaces',
      texts('x', ROWS, (row) => `${row}号室は清潔でスタッフもとても親切でした`),
      'text',
    ],
    [
      'the same few sentences',
      texts('x', ROWS, (row) => `${row % 4} of the very same sentences again`),
      'category',
    ],
    ['a few rows', texts('x', 10, (row) => `code${row}`), 'category'],
    ['one text', pick('red'), 'constant'],
    ['nothing', texts('x', ROWS, () => null), 'constant'],
  ])('%s', (_, column, kind) => {
    expect(kindOf(column)).toBe(kind);
  });

  test('what reading asks: free text or classes', () => {
    if (reviews.type !== 'category') throw new Error('not read as a category');
    expect(holdsText(reviews)).toBe(true);
    expect(holdsText(pick('red', 'green') as typeof reviews)).toBe(false);
  });
});

test('the evidence names the numbers', () => {
  const evidence = (column: Column) => profileColumn(column).evidence;
  expect(evidence(numbers('x', ROWS, (row) => row + 1))).toBe('All 300 whole numbers from 1 to 300 differ.');
  expect(evidence(numbers('x', ROWS, (row) => row % 5))).toBe('5 different whole numbers from 0 to 4.');
  expect(evidence(texts('x', ROWS, (row) => ['low', 'high', 'medium'][row % 3] as string))).toBe(
    '3 steps of a scale: low, medium, high.',
  );
});

test('names of rows', () => {
  for (const name of ['id', 'ID', 'customer_id', 'customerId', 'Unnamed: 0', 'uuid', 'order no'])
    expect(isIdName(name), name).toBe(true);
  for (const name of ['width', 'paid', 'acid', 'humid', 'solid', 'identity', 'piano', 'grid'])
    expect(isIdName(name), name).toBe(false);
});
