// What holds for every step of preparation: it sees training rows only, survives JSON, and stays finite on awkward columns.
import { describe, expect, test } from 'vitest';
import { dates } from '../../../src/core/choices/dates';
import { encoders } from '../../../src/core/choices/encoders';
import { featureSteps } from '../../../src/core/choices/feature-steps';
import { imputers } from '../../../src/core/choices/imputers';
import { scalers } from '../../../src/core/choices/scalers';
import { texts } from '../../../src/core/choices/texts';
import { HoneError } from '../../../src/core/errors';
import { beforeAfter } from '../../../src/core/preparation/before-after';
import { stepOf, withSteps } from '../../../src/core/preparation/column-steps';
import { describePreparation } from '../../../src/core/preparation/describe-preparation';
import { encodeRows } from '../../../src/core/preparation/encode-rows';
import { fitPreparation } from '../../../src/core/preparation/fit-preparation';
import { modelCardSchema } from '../../../src/core/preparation/model-card';
import { plainOps, plainValues } from '../../../src/core/preparation/plain-ops';
import {
  encodedWidths,
  type Preparation,
  preparationSchema,
} from '../../../src/core/preparation/preparation';
import { featureNames, inputColumns, prepareRows } from '../../../src/core/preparation/prepare-rows';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import type { Table } from '../../../src/core/table';
import { columnOf, range, tableOf } from './tables';

const ROWS = 40;
const TRAIN = Int32Array.from(range(30));

const recipe = (prepare: object) => recipeSchema.parse({ data: { target: 'y' }, prepare });

function prepared(table: Table, preparation: Preparation): number[][] {
  const { rows, numbers, codes } = encodeRows(table, preparation);
  const widths = encodedWidths(preparation);
  const values = plainValues(
    prepareRows(
      plainOps,
      preparation,
      plainOps.tensor2d(numbers, [rows, widths.numbers]),
      plainOps.tensor2d(codes, [rows, widths.codes], 'int32'),
    ),
  );
  const width = featureNames(preparation).length;
  return range(rows).map((row) => Array.from(values.subarray(row * width, (row + 1) * width)));
}

/** Every kind of column; `late` changes all that lies behind the training rows. */
function someTable(late = 0): Table {
  const at = <Value>(make: (row: number) => Value) =>
    range(ROWS).map((row) => make(row >= TRAIN.length ? row * 3 + late : row));
  const table = tableOf({
    number: at((i) => Math.sin(i) * 10),
    gaps: at((i) => (i % 5 === 0 ? null : i * i)),
    flag: at((i) => (i % 7 === 0 ? null : i % 3 === 0)),
    colour: at((i) => (i % 6 === 0 ? null : (['red', 'green', 'blue', 'black'][i % 4] as string))),
    y: at((i) => Math.cos(i) * 5 + (i % 4)),
  });
  return {
    ...table,
    columns: [
      ...table.columns,
      columnOf(
        'day',
        at((i) => (i % 9 === 0 ? null : 19_000 + i * 1.5)),
        'date',
      ),
      {
        name: 'words',
        type: 'text',
        values: at((i) => (i % 8 === 0 ? '' : `word${i % 5} and word${i % 3}`)),
      },
    ],
  };
}

const everyStep: [string, object][] = [
  ...scalers.map(({ kind }): [string, object] => [`scaler ${kind}`, { scaler: { kind } }]),
  ...imputers.map(({ kind }): [string, object] => [`imputer ${kind}`, { imputer: { kind } }]),
  ...encoders.map(({ kind }): [string, object] => [`encoder ${kind}`, { encoder: { kind } }]),
  ...dates.map(({ kind }): [string, object] => [
    `dates ${kind}`,
    { dates: kind === 'cyclic' ? { kind, year: true } : { kind } },
  ]),
  ...texts.map(({ kind }): [string, object] => [`text ${kind}`, { text: { kind } }]),
  ...featureSteps.map(({ kind }): [string, object] => [
    `step ${kind}`,
    { text: { kind: 'none' }, features: [{ kind }] },
  ]),
  ['missing categories of their own', { missingCategories: 'category' }],
  [
    'missing categories as the most frequent',
    { missingCategories: 'most-frequent', encoder: { kind: 'target' } },
  ],
];

describe.each(everyStep)('%s', (_, settings) => {
  const own = recipe(settings);
  const table = someTable();
  const preparation = fitPreparation(table, TRAIN, own);

  test('sees the training rows only', () => {
    for (const late of [1, 7, 1000]) expect(fitPreparation(someTable(late), TRAIN, own)).toEqual(preparation);
  });

  test('survives JSON and its schema', () => {
    expect(preparationSchema.parse(JSON.parse(JSON.stringify(preparation)))).toEqual(preparation);
  });

  test('gives finite numbers, as many as there are names', () => {
    const names = featureNames(preparation);
    expect(new Set(names).size).toBe(names.length);
    const { numbers, categories, continuous } = inputColumns(preparation);
    expect(numbers + categories.length).toBe(names.length);
    expect(continuous).toBeLessThanOrEqual(numbers);
    for (const row of prepared(table, preparation)) {
      expect(row).toHaveLength(names.length);
      expect(row.every(Number.isFinite)).toBe(true);
    }
  });

  test('tells in words what it learned and from how many rows', () => {
    const steps = describePreparation(preparation);
    expect(steps.length).toBeGreaterThan(2);
    for (const { title, learned, learnedFrom, columns } of steps) {
      expect(title.length).toBeGreaterThan(3);
      expect(learnedFrom).toEqual({ rows: 30, part: 'training part' });
      expect(learned.length).toBe(Math.max(1, columns.length));
      expect(learned.join()).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('stays finite with constant columns, huge and missing values, and one row', () => {
    const awkward = tableOf({
      number: range(12).map((i) => (i % 2 === 0 ? 1e30 : -1e30)),
      gaps: range(12).map((i) => (i < 11 ? null : 3)),
      flag: range(12).map(() => true),
      colour: range(12).map(() => 'red'),
      y: range(12).map((i) => i),
    });
    const whole = {
      ...awkward,
      columns: [
        ...awkward.columns,
        columnOf(
          'day',
          range(12).map((i) => i * 1e5),
          'date',
        ),
        { name: 'words', type: 'text' as const, values: range(12).map((i) => (i === 0 ? 'one two' : '')) },
      ],
    };
    const rows = Int32Array.from(range(12));
    for (const train of [rows, Int32Array.of(11)]) {
      let fitted: Preparation;
      try {
        fitted = fitPreparation(whole, train, own);
      } catch (error) {
        // A selection may find nothing to keep; then it says so.
        expect(error).toBeInstanceOf(HoneError);
        expect((error as HoneError).message).toMatch(/leaves none|\.$/);
        continue;
      }
      for (const row of prepared(whole, fitted)) expect(row.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('columns with steps of their own', () => {
  const own = recipe({
    columns: [
      { columns: ['number', 'gaps'], scaler: { kind: 'min-max' } },
      { columns: ['gaps'], imputer: { kind: 'constant', value: 5 } },
      { columns: ['colour'], encoder: { kind: 'frequency' } },
    ],
  });

  test('go by the last list that names them', () => {
    expect(stepOf(own, 'gaps').scaler.kind).toBe('min-max');
    expect(stepOf(own, 'gaps').imputer).toEqual({ kind: 'constant', value: 5 });
    expect(stepOf(own, 'number').imputer.kind).toBe('median');
    expect(stepOf(own, 'other').encoder.kind).toBe('one-hot');
  });

  test('are prepared by them', () => {
    const preparation = fitPreparation(someTable(), TRAIN, own);
    expect(featureNames(preparation)).toContain('colour: frequency');
    const gaps = preparation.numbers.find(({ name }) => name === 'gaps');
    expect(gaps?.fill).toBe(5);
    expect(gaps?.fitted).toEqual({ minimum: 1, range: 29 * 29 - 1 });
    expect(preparation.numbers.find(({ name }) => name === 'day')?.scaler.kind).toBe('standardize');
  });

  test('can be given and taken back one by one', () => {
    const changed = withSteps(own, 'gaps', { scaler: { kind: 'none' } });
    expect(stepOf({ ...own, prepare: { ...own.prepare, columns: changed } }, 'gaps')).toMatchObject({
      scaler: { kind: 'none' },
      imputer: { kind: 'median' },
    });
    expect(withSteps(own, 'colour', {})).toHaveLength(2);
  });

  test('must be columns of the table', () => {
    const wrong = recipe({ columns: [{ columns: ['colours'], encoder: { kind: 'ordinal' } }] });
    expect(() => fitPreparation(someTable(), TRAIN, wrong)).toThrow(
      'The table has no column "colours" to prepare in a way of its own.',
    );
  });
});

describe('missing categories', () => {
  const table = tableOf({ c: ['a', 'b', 'b', null, 'z'], y: [1, 2, 3, 4, 5] });
  const train = Int32Array.of(0, 1, 2, 3);
  const rows = (prepare: object) => {
    const preparation = fitPreparation(table, train, recipe(prepare));
    return { names: featureNames(preparation), rows: prepared(table, preparation) };
  };

  test('are a category of their own', () => {
    expect(rows({ missingCategories: 'category' })).toEqual({
      names: ['c = (missing)', 'c = a', 'c = b'],
      rows: [
        [0, 1, 0],
        [0, 0, 1],
        [0, 0, 1],
        [1, 0, 0],
        [0, 0, 0],
      ],
    });
  });

  test('are the most frequent one, and unseen ones are not', () => {
    expect(rows({ missingCategories: 'most-frequent' })).toEqual({
      names: ['c = a', 'c = b'],
      rows: [
        [1, 0],
        [0, 1],
        [0, 1],
        [0, 1],
        [0, 0],
      ],
    });
  });

  test('count with the most frequent one where numbers are learned', () => {
    const { rows: found } = rows({
      missingCategories: 'most-frequent',
      encoder: { kind: 'frequency', unit: 'count' },
      scaler: { kind: 'none' },
    });
    expect(found.flat()).toEqual([1, 3, 3, 3, 0]);
  });
});

test('parts of dates come back after their periods', () => {
  const table = {
    rows: 3,
    columns: [
      // 2023-12-31 18:00 is a Sunday, 2024-02-29 06:00 a Thursday, 1969-01-01 a Wednesday.
      columnOf('d', [19_722.75, 19_782.25, -365], 'date'),
      columnOf('y', [1, 2, 3]),
    ],
  };
  const preparation = fitPreparation(
    table,
    Int32Array.of(0, 1, 2),
    recipe({ dates: { kind: 'cyclic', trend: false, year: true }, scaler: { kind: 'none' } }),
  );
  const angle = (share: number) => [Math.sin(2 * Math.PI * share), Math.cos(2 * Math.PI * share)];
  const wanted = [
    [angle(0.75), angle(6 / 7), angle(30 / 31), angle(11 / 12), angle(364 / 365.25), 23],
    [angle(0.25), angle(3 / 7), angle(28 / 31), angle(1 / 12), angle(59 / 365.25), 24],
    [angle(0), angle(2 / 7), angle(0), angle(0), angle(0), -31],
  ].map((row) => row.flat());
  for (const [row, values] of prepared(table, preparation).entries())
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(wanted[row]![i] as number, 4);
});

test('a column before and after, without the steps over all columns', () => {
  const preparation = fitPreparation(
    someTable(),
    TRAIN,
    recipe({ features: [{ kind: 'pca' }], text: { kind: 'none' } }),
  );
  const number = beforeAfter(someTable(), preparation, 'number');
  expect(number?.after.map(({ name }) => name)).toEqual(['number']);
  expect(number?.before).toMatchObject({ kind: 'numbers', missing: 0 });
  const counts = (number!.before as { counts: number[] }).counts;
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ROWS);
  expect(number?.steps.map(({ title }) => title)).toEqual(['Gaps: median', 'Scaling: Standardize (z-score)']);
  const gaps = beforeAfter(someTable(), preparation, 'gaps');
  expect(gaps?.after.map(({ name }) => name)).toEqual(['gaps', 'gaps is missing']);
  expect(beforeAfter(someTable(), preparation, 'colour')?.after).toHaveLength(4);
  expect(beforeAfter(someTable(), preparation, 'nothing')).toBeNull();
});

describe('a model card of version 1', () => {
  const old = {
    version: 1,
    target: { kind: 'number', name: 'y', mean: 1, deviation: 2 },
    preparation: {
      numbers: [
        {
          name: 'n',
          type: 'number',
          offset: 10,
          fill: 1,
          indicator: true,
          scaler: { mean: 2, deviation: 4 },
        },
        { name: 'b', type: 'boolean', offset: 0, fill: 1, indicator: false, scaler: {} },
      ],
      categories: [
        { name: 'few', type: 'category', categories: ['u', 'v'] },
        { name: 'many', type: 'category', categories: ['p', 'q', 'r'] },
      ],
      scaler: { kind: 'standardize' },
      encoder: { kind: 'embedding', dimension: 6, minimumCategories: 3 },
    },
  };

  test('prepares as it did', () => {
    const card = modelCardSchema.parse(JSON.parse(JSON.stringify(old)));
    expect(card.version).toBe(2);
    const table = tableOf({ n: [18, null], b: [true, null], few: ['v', 'w'], many: ['r', null] });
    expect(featureNames(card.preparation)).toEqual(['n', 'b', 'n is missing', 'few = u', 'few = v', 'many']);
    expect(inputColumns(card.preparation)).toEqual({
      numbers: 5,
      continuous: 1,
      categories: [3],
      dimension: 6,
    });
    expect(prepared(table, card.preparation)).toEqual([
      [1.5, 1, 0, 0, 1, 2],
      [-0.25, 1, 1, 0, 0, -1],
    ]);
  });

  test('is refused where it is damaged', () => {
    expect(modelCardSchema.safeParse({ ...old, preparation: {} }).success).toBe(false);
    expect(modelCardSchema.safeParse({ ...old, version: 3 }).success).toBe(false);
  });
});
