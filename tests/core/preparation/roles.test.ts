// Roles of columns: what the model does not see, and what is said of a column that is not there or holds something else.
import { describe, expect, test } from 'vitest';
import { reportError } from '../../../src/core/errors';
import { resolveTarget } from '../../../src/core/preparation/resolve-target';
import { selectFeatures } from '../../../src/core/preparation/select-features';
import { splitRows } from '../../../src/core/preparation/split-rows';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import { range, tableOf } from './tables';

const rows = range(40);
const table = tableOf({
  patient: rows.map((row) => `p${row % 8}`),
  visit: rows.map((row) => row % 3),
  serial: rows.map((row) => 1000 + row),
  name: rows.map((row) => `n${row}`),
  kind: rows.map((row) => (row % 4 === 0 ? 'test' : 'train')),
  words: rows.map((row) => (row === 6 ? 'elsewhere' : 'train')),
  count: rows.map(() => 2),
  x: rows.map((row) => row / 7),
  y: rows.map((row) => (row % 2 === 0 ? 'a' : 'b')),
});

const recipeOf = (data: object, split: object = { kind: 'random' }) =>
  recipeSchema.parse({ data: { target: 'y', ...data }, split });

const featuresOf = (data: object) => {
  const { numbers, categories } = selectFeatures(table, Int32Array.from(rows), recipeOf(data));
  return [...numbers, ...categories].map(({ name }) => name);
};

function refusal(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return reportError(error);
  }
  throw new Error('nothing was refused');
}

const splitBy = (data: object, split: object) => {
  const recipe = recipeOf(data, split);
  return splitRows(table, resolveTarget(table, recipe), recipe, { testFile: false });
};

test('columns with a role are no features', () => {
  const roles = { group: 'patient', time: 'serial', id: ['name', 'visit'], part: 'kind', weight: 'count' };
  expect(featuresOf({ ...roles, ignore: ['words'] })).toEqual(['x']);
  expect(featuresOf({ ...roles, ignore: ['words'], timeAsFeature: true })).toEqual(['serial', 'x']);
  expect(featuresOf({ ignore: ['words', 'name'] })).toEqual([
    'visit',
    'serial',
    'count',
    'x',
    'patient',
    'kind',
  ]);
});

describe('a column that is not there is named, with the nearest name', () => {
  test.each([
    [
      { group: 'patiant' },
      'data.group',
      'The table has no column "patiant" to group the rows by.',
      'Did you mean "patient"?',
    ],
    [
      { time: 'seriel' },
      'data.time',
      'The table has no column "seriel" to order the rows by.',
      'Did you mean "serial"?',
    ],
    [
      { part: 'kinds' },
      'data.part',
      'The table has no column "kinds" to take the parts from.',
      'Did you mean "kind"?',
    ],
    [
      { id: ['x', 'nmae'] },
      'data.id',
      'The table has no column "nmae" to name the rows by.',
      'Did you mean "name"?',
    ],
    [
      { ignore: ['zzzzzz'] },
      'data.ignore',
      'The table has no column "zzzzzz" to ignore.',
      'Take the name out of data.ignore.',
    ],
    [
      { group: 'zzzzzz' },
      'data.group',
      'The table has no column "zzzzzz" to group the rows by.',
      'Name one of its columns, or leave data.group empty.',
    ],
  ])('%j', (data, field, message, fix) => {
    for (const work of [() => featuresOf(data), () => splitBy(data, { kind: 'random' })])
      expect(refusal(work)).toMatchObject({ code: 'column-missing', message, fix, place: { field } });
  });
});

test('a time must be dates or numbers, and a part one of the known words', () => {
  expect(refusal(() => splitBy({ time: 'name' }, { kind: 'time-ordered' }))).toMatchObject({
    code: 'data-invalid',
    place: { column: 'name', field: 'data.time' },
  });
  expect(refusal(() => splitBy({ part: 'words' }, { kind: 'column' }))).toMatchObject({
    code: 'data-invalid',
    message: '"elsewhere" in the column "words" on line 8 names no part.',
    place: { column: 'words', line: 8, field: 'data.part' },
  });
});

test('what a split leaves out or tears apart is said', () => {
  const { warnings, parts } = splitBy({ group: 'patient' }, { kind: 'random' });
  expect(warnings).toEqual([
    '8 groups of "patient" are in more than one part: the split does not go by groups.',
  ]);
  expect(parts.train.length).toBe(26);
  expect(splitBy({ group: 'patient' }, { kind: 'group' }).warnings).toEqual([]);
  const gapped = splitBy({ time: 'serial' }, { kind: 'time-ordered', gap: 3 });
  expect(gapped.warnings).toEqual(['6 rows are in no part: they lie in the gap or have no time.']);
});

test('the parts that a column names are taken as they are', () => {
  const { parts } = splitBy({ part: 'kind' }, { kind: 'column' });
  expect([...parts.test]).toEqual(rows.filter((row) => row % 4 === 0));
  expect(parts.validation.length).toBe(5);
});
