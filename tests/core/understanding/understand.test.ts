// Understanding whole tables: healthy ones raise no warning, ill ones raise the one that is meant.
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, permutation } from '../../../src/core/random';
import { applyChanges, setPath } from '../../../src/core/recipe/paths';
import { defaultRecipe } from '../../../src/core/recipe/recipe';
import { understandingSchema } from '../../../src/core/run/understanding';
import type { CategoryColumn, NumericColumn, Table } from '../../../src/core/table';
import { readTable } from '../../../src/data/read-table';
import samples from '../../../resources/samples/samples.json';
import { dates, healthyTable, ids, numbers, rowsOf, texts, understood, withColumns } from './tables';

const ROWS = 800;
const base = { rows: ROWS, seed: 7, numbers: 4, categories: 2, missing: 0.03 } as const;
const classes = healthyTable({ ...base, task: 'classification' });
const regression = healthyTable({ ...base, task: 'regression' });

const targetCodes = (table: Table) => (table.columns.at(-1) as CategoryColumn).codes;
const targetValues = (table: Table) => (table.columns.at(-1) as NumericColumn).values;

/** The ids that adding columns to the table of classes raises. */
const raised = async (...columns: Parameters<typeof withColumns>[1][]) =>
  ids(await understood(withColumns(classes, ...columns)));

test('healthy tables raise no warning', async () => {
  const tables = fc.record({
    rows: fc.integer({ min: 60, max: 600 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
    task: fc.constantFrom('regression' as const, 'classification' as const),
    numbers: fc.integer({ min: 1, max: 6 }),
    categories: fc.integer({ min: 0, max: 4 }),
    missing: fc.constantFrom(0, 0.05, 0.3),
  });
  await fc.assert(
    fc.asyncProperty(tables, async (options) => {
      const found = await understood(healthyTable(options));
      expect(ids(found)).toEqual([]);
      understandingSchema.parse(JSON.parse(JSON.stringify(found)));
    }),
    { numRuns: 100 },
  );
});

test('halves of a healthy table do not differ', async () => {
  let alarms = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const table = healthyTable({ ...base, seed, task: 'classification' });
    const order = [...permutation(ROWS, createRandom(seed))];
    const [train, other] = [rowsOf(table, order.slice(0, 500)), rowsOf(table, order.slice(500))];
    alarms += ids(await understood(train, defaultRecipe('target'), other)).length;
  }
  expect(alarms).toBe(0);
});

test('associations follow what the target is made of, strongest first', async () => {
  const found = await understood(
    withColumns(
      regression,
      numbers('noise', ROWS, (row) => (row * 7919) % 997),
    ),
  );
  const [first] = found.associations;
  expect(first!.column).toMatch(/^number_/);
  expect(found.associations.at(-1)!.strength).toBeLessThan(0.15);
  expect(found.associations.map(({ strength }) => strength)).toEqual(
    found.associations.map(({ strength }) => strength).sort((a, b) => b - a),
  );
  expect(found.target).toMatchObject({ task: 'regression', known: ROWS, missing: 0 });
  expect(found.target.histogram.reduce((sum, count) => sum + count, 0)).toBe(ROWS);
  const { columns, matrix } = found.pairs;
  for (const [i] of columns.entries())
    for (const [j] of columns.entries())
      expect(matrix[i * columns.length + j]).toBe(matrix[j * columns.length + i]);
});

describe('columns that are at fault', () => {
  test('row numbers and names', async () => {
    expect(await raised(numbers('nr', ROWS, (row) => row + 1))).toEqual(['id-column']);
    expect(await raised(texts('code', ROWS, (row) => `Z${row * 37}Q`))).toEqual(['id-column']);
  });

  test('constants and empty columns', async () => {
    expect(await raised(numbers('one', ROWS, () => 1))).toEqual(['constant-column']);
    expect(await raised(numbers('none', ROWS, () => Number.NaN))).toEqual(['constant-column']);
  });

  test('a copy of the target, in another unit or in other words', async () => {
    const values = targetValues(regression);
    const table = withColumns(
      regression,
      numbers('other unit', ROWS, (row) => 2.54 * (values[row] as number) - 7),
    );
    expect(ids(await understood(table))).toContain('target-copy');
    const codes = targetCodes(classes);
    expect(await raised(texts('word', ROWS, (row) => (codes[row] === 0 ? 'left' : 'right')))).toContain(
      'target-copy',
    );
  });

  test('a column that gives the target away', async () => {
    const codes = targetCodes(classes);
    const random = createRandom(3);
    const leak = numbers('score', ROWS, (row) =>
      random.uniform() < 0.004 ? random.normal() : 4 * (codes[row] as number) + random.uniform(),
    );
    const found = await understood(withColumns(classes, leak));
    expect(ids(found)).toEqual(['leakage-suspect']);
    expect(found.warnings[0]).toMatchObject({ columns: ['score'], changes: { 'data.ignore': ['score'] } });
  });

  test('a date that is filled in once the outcome is known', async () => {
    const codes = targetCodes(classes);
    const random = createRandom(4);
    const opened = Array.from({ length: ROWS }, () => 15_000 + random.integer(900));
    const columns = [
      dates('opened_on', ROWS, (row) => opened[row] as number),
      dates('closed_on', ROWS, (row) =>
        random.uniform() < 0.1 === (codes[row] === 0)
          ? (opened[row] as number) + 1 + random.integer(50)
          : Number.NaN,
      ),
    ];
    expect(await raised(...columns)).toContain('after-event-column');
  });

  test('heavy tails', async () => {
    const random = createRandom(5);
    const tailed = numbers('income', ROWS, () => Math.exp(2 * random.normal()));
    expect(await raised(tailed)).toEqual(['heavy-tailed-column']);
    const values = targetValues(regression);
    const target = numbers('target', ROWS, (row) => Math.exp((values[row] as number) / 1.5));
    const table = { ...regression, columns: [...regression.columns.slice(0, -1), target] };
    expect(ids(await understood(table))).toEqual(['heavy-tailed-target']);
  });

  test('mostly missing', async () => {
    const random = createRandom(6);
    const cabin = numbers('cabin', ROWS, () => (random.uniform() < 0.8 ? Number.NaN : random.normal()));
    expect(await raised(cabin)).toEqual(['missing-values']);
  });

  test('two columns that say the same', async () => {
    const random = createRandom(8);
    const metres = numbers('metres', ROWS, () => 10 + random.normal());
    const feet = numbers(
      'feet',
      ROWS,
      (row) => (metres as NumericColumn).values[row]! * 3.28 + 0.01 * random.normal(),
    );
    expect(await raised(metres, feet)).toEqual(['twin-columns']);
  });

  test('words among numbers', async () => {
    const random = createRandom(9);
    const age = texts('age', ROWS, () =>
      random.uniform() < 0.03 ? 'unknown' : String(20 + random.integer(50)),
    );
    expect(await raised(age)).toEqual(['mixed-column']);
  });

  test('one category in several spellings', async () => {
    const random = createRandom(10);
    const spellings = ['male', 'Male', 'male ', 'female', 'female', 'female'];
    const sex = texts('sex', ROWS, () => spellings[random.integer(6)] as string);
    const found = await understood(withColumns(classes, sex));
    expect(ids(found)).toEqual(['spelling-variants']);
    expect(found.warnings[0]!.text).toContain('"male "');
  });

  test('groups of rows of one patient', async () => {
    expect(await raised(texts('patient', ROWS, (row) => `P${100 + (row >> 3)}`))).toEqual(['repeated-group']);
    // Codes that stand together are groups whatever they are called.
    expect(await raised(texts('x', ROWS, (row) => `AB-${1000 + (row >> 3)}`))).toEqual(['repeated-group']);
  });
});

describe('rows that are at fault', () => {
  test('copies', async () => {
    const order = [...Array(ROWS).keys()];
    const found = await understood(rowsOf(classes, [...order, ...order.slice(0, 40)]));
    expect(ids(found)).toEqual(['duplicate-rows']);
    expect(found.duplicates).toMatchObject({ rows: 40, groups: 40, shared: null });
    expect(found.duplicates.examples[0]).toEqual([0, ROWS]);
    const twice = await understood(rowsOf(classes, [...order, ...order]));
    expect(ids(twice)).toContain('duplicate-rows');
  });

  test('an added row number hides no copy', async () => {
    const order = [...Array(ROWS).keys()];
    const table = rowsOf(classes, [...order, ...order.slice(0, 40)]);
    const found = await understood(
      withColumns(
        table,
        numbers('nr', table.rows, (row) => row),
      ),
    );
    expect(found.duplicates.rows).toBe(40);
  });

  test('contradictions', async () => {
    const order = [...Array(ROWS).keys()];
    const table = rowsOf(classes, [...order, ...order.slice(0, 40)]);
    const target = table.columns.at(-1) as CategoryColumn;
    const codes = target.codes.map((code, row) => (row >= ROWS ? 1 - code : code));
    const found = await understood({
      ...table,
      columns: [...table.columns.slice(0, -1), { ...target, codes }],
    });
    expect(ids(found)).toEqual(['contradictory-rows']);
    expect(found.contradictions).toMatchObject({ rows: 40, groups: 40 });
  });

  test('test rows that were trained on', async () => {
    const order = [...Array(ROWS).keys()];
    const [train, other] = [rowsOf(classes, order.slice(0, 600)), rowsOf(classes, order.slice(580))];
    const found = await understood(train, defaultRecipe('target'), other);
    expect(ids(found)).toEqual(['shared-rows']);
    expect(found.duplicates.shared).toBe(20);
  });

  test('classes of different size, and rare ones', async () => {
    const codes = targetCodes(classes);
    const order = [...Array(ROWS).keys()];
    const rare = order.filter((row) => codes[row] === 1);
    const others = order.filter((row) => codes[row] === 0);
    expect(ids(await understood(rowsOf(classes, [...others, ...rare.slice(0, 30)])))).toEqual([
      'class-imbalance',
    ]);
    expect(ids(await understood(rowsOf(classes, [...others, ...rare.slice(0, 6)])))).toContain('rare-class');
  });
});

test('a test file from elsewhere', async () => {
  const table = withColumns(
    classes,
    numbers('shifted', ROWS, (row) => ((row * 7919) % 997) / 997 + (row >= 500 ? 0.7 : 0)),
  );
  const order = [...Array(ROWS).keys()];
  const [train, other] = [rowsOf(table, order.slice(0, 500)), rowsOf(table, order.slice(500))];
  const found = await understood(train, defaultRecipe('target'), other);
  expect(ids(found)).toEqual(['part-drift']);
  expect(found.warnings[0]).toMatchObject({ columns: ['shifted'], changes: { 'data.ignore': ['shifted'] } });
});

describe('time', () => {
  const random = createRandom(11);
  let level = 0;
  const walk = Array.from({ length: ROWS }, () => {
    level = 0.97 * level + random.normal();
    return level;
  });
  const series = {
    ...regression,
    columns: [
      dates('day', ROWS, (row) => 18_000 + row),
      ...regression.columns.slice(0, -1),
      numbers('target', ROWS, (row) => walk[row] as number),
    ],
  };

  test('neighbours in time that are alike ask for a split by time', async () => {
    const found = await understood(series);
    expect(ids(found)).toEqual(['time-order']);
    const recipe = applyChanges(defaultRecipe('target'), found.warnings[0]!.changes);
    expect(recipe.data.time).toBe('day');
    expect(ids(await understood(series, recipe))).toEqual([]);
  });

  test('dates that say nothing do not', async () => {
    const shuffled = dates('day', ROWS, () => 18_000 + random.integer(1000));
    expect(ids(await understood(withColumns(regression, shuffled)))).toEqual([]);
  });
});

test('what is mended is not warned of again', async () => {
  const random = createRandom(12);
  const order = [...Array(ROWS).keys()];
  const table = rowsOf(
    withColumns(
      classes,
      numbers('nr', ROWS, (row) => row + 1),
      numbers('one', ROWS, () => 1),
      numbers('income', ROWS, () => Math.exp(3 * random.normal())),
      texts('patient', ROWS, (row) => `P${100 + (row >> 3)}`),
    ),
    [...order, ...order.slice(0, 40)],
  );
  let recipe = defaultRecipe('target');
  const mended: string[] = [];
  for (;;) {
    const [first] = (await understood(table, recipe)).warnings;
    if (!first || mended.length > 8) break;
    mended.push(first.id);
    recipe = applyChanges(recipe, first.changes);
  }
  expect(mended.sort()).toEqual([
    ...['constant-column', 'duplicate-rows', 'heavy-tailed-column', 'id-column', 'repeated-group'],
  ]);
});

test('the same seed gives the same answer, and a wrong target is refused', async () => {
  expect(await understood(classes)).toEqual(await understood(classes));
  await expect(understood(classes, defaultRecipe('tarjet'))).rejects.toMatchObject({
    code: 'target-invalid',
  });
  expect(setPath(defaultRecipe('target'), 'seed', 9).seed).toBe(9);
});

test('cancelling ends it', async () => {
  const stop = new AbortController();
  stop.abort();
  const { understandTable } = await import('../../../src/data/understanding/understand-table');
  const large = healthyTable({ ...base, rows: 20_000, numbers: 12, task: 'regression' });
  const input = { table: large, test: null, recipe: defaultRecipe('target') };
  await expect(understandTable(input, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
});

test.each(samples.map((sample) => [sample.file, sample] as const))(
  'the sample %s',
  async (file, { target, rows }) => {
    const { table } = await readTable(join(import.meta.dirname, '../../../resources/samples', file));
    const found = await understood(table, defaultRecipe(target));
    expect(found.rows).toBe(rows);
    // The weather of one day is like that of the next, as the README of the samples says.
    expect(ids(found)).toEqual(file === 'seattle-weather.csv' ? ['time-order'] : []);
  },
);
