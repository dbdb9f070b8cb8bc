// Task, classes and rows of a target, and every target that cannot be learned.
import { describe, expect, test } from 'vitest';
import { HoneError } from '../../../src/core/errors';
import { resolveTarget } from '../../../src/core/preparation/resolve-target';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import type { Table } from '../../../src/core/table';
import { columnOf, range, tableOf } from './tables';

type Values = Parameters<typeof columnOf>[1];

const recipe = (task = 'auto', target = 'y') => recipeSchema.parse({ data: { target, task } });
const resolve = (values: Values, task?: string) =>
  resolveTarget(tableOf({ x: range(values.length), y: values }), recipe(task));

describe('task', () => {
  test.each<[string, Values, string[], string?]>([
    ['binary', ['b', 'a', 'b', 'a'], ['a', 'b']],
    ['multiclass', ['b', 'a', 'c', 'a'], ['a', 'b', 'c']],
    ['binary', [true, false, true], ['false', 'true']],
    ['binary', [0, 1, 1, 0], ['0', '1']],
    ['binary', [0.5, 1.5, 0.5], ['0.5', '1.5']],
    ['multiclass', range(50).map((i) => (i % 5) * 5), ['0', '5', '10', '15', '20']],
    ['regression', range(50).map((i) => i % 11), []],
    ['regression', range(14).map((i) => i % 3), []],
    ['regression', range(50).map((i) => (i % 5) + 0.5), []],
    ['regression', [0, 1, 1, 0], [], 'regression'],
    ['regression', [true, false, true], [], 'regression'],
    ['multiclass', [3, 10, 2, 10], ['2', '3', '10'], 'classification'],
  ])('%s from %j', (task, values, classes, asked) => {
    const found = resolve(values, asked);
    expect({ task: found.task, classes: found.classes }).toEqual({ task, classes });
  });
});

test('class numbers follow the classes; rows without a target are left out and counted', () => {
  const found = resolve(['b', null, 'a', 'b', null, 'a']);
  expect(found.values).toEqual(Float64Array.of(1, Number.NaN, 0, 1, Number.NaN, 0));
  expect(found.rows).toEqual(Int32Array.of(0, 2, 3, 5));
  expect(found.warnings).toEqual(['2 rows have no value in "y" and are left out.']);
});

test('a class that comes up once is taken, with a warning', () => {
  const found = resolve(['a', 'b', 'a', 'c', 'b']);
  expect(found.classes).toEqual(['a', 'b', 'c']);
  expect(found.warnings).toEqual(['The class "c" comes up once: it can be trained on but not judged.']);
});

describe('refused', () => {
  const fault = (table: Table, task?: string, target?: string): HoneError => {
    try {
      resolveTarget(table, recipe(task, target));
    } catch (error) {
      expect(error).toBeInstanceOf(HoneError);
      expect((error as HoneError).message).toMatch(/^[^\n]+\.$/);
      expect((error as HoneError).fix).toBeTruthy();
      return error as HoneError;
    }
    throw new Error('nothing was refused');
  };
  const table = (values: Values) => tableOf({ x: range(values.length), y: values });

  test('a column that is not there, with the nearest name', () => {
    const found = fault(tableOf({ price: [1, 2], Species: ['a', 'b'] }), 'auto', 'species');
    expect(found.message).toBe('The table has no column "species" to predict.');
    expect(found.fix).toBe('Did you mean "Species"?');
    expect(found.place).toEqual({ column: 'species', field: 'data.target' });
  });

  test.each<[string, Values, RegExp, string?]>([
    ['one text in every row', ['a', 'a', null], /is "a" in every row/],
    ['one number in every row', [3, 3, 3], /is "?3"? in every row/],
    ['one number in every row, as regression', [3, 3, 3], /is 3 in every row/, 'regression'],
    ['no value', [null, null], /has no value in any row/],
    ['an infinite value', [1, 2.5, Number.POSITIVE_INFINITY], /is infinite on line 4/],
    ['10,000 classes', range(10_000).map((i) => `c${i}`), /has 10000 classes, and 1000 are the most/],
    ['10,000 numbers as classes', range(10_000), /has 10000 classes/, 'classification'],
    [
      'text for regression',
      ['1', '2', 'many', '4'],
      /must be a number for regression, but is "many" on line 4/,
      'regression',
    ],
  ])('%s', (_, values, says, task) => {
    expect(fault(table(values), task).message).toMatch(says);
  });

  test('text for regression names its line', () => {
    expect(fault(table(['1', 'x']), 'regression').place).toEqual({ column: 'y', line: 3 });
  });

  test('a date', () => {
    const column = columnOf('y', [1, 2, 3], 'date');
    expect(fault({ rows: 3, columns: [column] }).message).toMatch(/holds dates/);
  });
});
