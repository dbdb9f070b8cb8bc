// Every command on a table reads what file, options and recipe say together, and hands the same recipe on.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program';
import { HoneError } from '../../src/core/errors';
import { setPath } from '../../src/core/recipe/paths';
import { defaultRecipe, type Recipe } from '../../src/core/recipe/recipe';
import type { ReadSettings } from '../../src/core/run/preview';
import type { Workbench } from '../../src/workbench/workbench';
import { createFakeSession, type FakeOptions, profile, temporaryFolder } from './fake-session';

interface Seen {
  opened: [file: string, settings: ReadSettings][];
  /** The recipe, and what else stands beside it, that the command handed to the workbench. */
  given: { data: string; recipe: Recipe }[];
}

/** A workbench that notes what it is given and then fails, so that nothing has to be printed. */
function noting(seen: Seen, sheets: readonly string[]): Partial<Workbench> {
  const enough = () => Promise.reject(new HoneError('cancelled', 'Seen enough.'));
  const note = (input: { data: string; recipe?: Recipe; before?: Recipe }) => {
    seen.given.push({ data: input.data, recipe: (input.recipe ?? input.before) as Recipe });
    return enough();
  };
  const service = { begin: note, ended: async () => null, current: () => null, cancel: async () => {} };
  return {
    openFile: async (file, settings = {}) => {
      seen.opened.push([file, settings]);
      const reading = { ...profile.reading, sheets: [...sheets] };
      return { datasetId: 'd1', profile: { ...profile, path: file, reading } };
    },
    ...{ comparisons: service, effects: service, folds: service, rateTests: service },
    preflights: { run: note, cancel: async () => {} },
    startRun: note,
    understand: (_, recipe) => note({ data: seen.opened[0]?.[0] ?? '', recipe }),
  };
}

async function see(
  args: readonly string[],
  { sheets = ['May'], ...options }: FakeOptions & { sheets?: readonly string[] } = {},
) {
  const seen: Seen = { opened: [], given: [] };
  const session = createFakeSession({ ...options, workbench: noting(seen, sheets) });
  const exitCode = await runProgram(session, args);
  return { ...seen, exitCode, messages: session.messages(), out: session.out() };
}

const learning = [
  ...['train', 'check', 'rates', 'cross-validate', 'understand'],
  ...['bench devices', 'effect --set model.dropout=0.3'],
].map((name) => name.split(' '));
/** A row of a table of tests is filled up to the longest one. */
const words = (row: readonly (string | undefined)[]) => row.flatMap((word) => word ?? []);
const onTables = [...learning, ['inspect']];

describe.each(learning)('%s %s', (...name) => {
  const command = words(name);
  const usual = [...command, 'flowers.csv', '--target', 'species', '-q'];

  test('reads and hands on what the options name', async () => {
    const { opened, given } = await see([
      ...[...command, 'flowers.csv', 'more.csv', '--target', 'species', '-q', '--append', 'other.csv'],
      ...['--source-column', 'file', '--join', 'soils.csv:plot', '--sheet', 'May', '--type', 'species=text'],
    ]);
    const source = {
      append: ['/data/more.csv', '/data/other.csv'],
      sourceColumn: 'file',
      join: [{ file: '/data/soils.csv', key: 'plot', otherKey: '', prefix: '' }],
      sheet: 'May',
      types: [{ column: 'species', type: 'text' }],
    };
    expect(opened).toEqual([['/data/flowers.csv', source]]);
    expect(given).toMatchObject([{ data: '/data/flowers.csv', recipe: { data: source } }]);
  });

  test('merges them with the recipe of a file', async () => {
    const cwd = await temporaryFolder();
    const base = defaultRecipe('species');
    const numbers = ['species', 'x'].map((column) => ({ column, type: 'number' as const }));
    const recipe: Recipe = {
      ...setPath(base, 'training.epochs', 7),
      data: { ...base.data, append: ['old.csv'], types: numbers },
    };
    await writeFile(join(cwd, 'run.json'), JSON.stringify({ recipe }));
    const { opened, given } = await see(
      [
        ...command,
        'flowers.csv',
        '--recipe',
        'run.json',
        '--append',
        'new.csv',
        '--type',
        'species=date',
        '-q',
      ],
      { cwd },
    );
    const source = {
      append: [join(cwd, 'old.csv'), join(cwd, 'new.csv')],
      types: [
        { column: 'x', type: 'number' },
        { column: 'species', type: 'date' },
      ],
    };
    expect(opened[0]?.[1]).toEqual(source);
    expect(given[0]?.recipe).toMatchObject({
      data: { target: 'species', ...source },
      training: { epochs: 7 },
    });
  });

  test('reads with the dialect of the settings', async () => {
    const setting = name[0] === 'effect' ? '--base' : '--set';
    const { opened } = await see([...usual, setting, 'data.dialect.delimiter=;']);
    expect(opened[0]?.[1]).toMatchObject({ dialect: { delimiter: ';' } });
  });

  test('tells what looks odd in the file, unless asked to be quiet', async () => {
    const loud = await see([...command, 'flowers.csv', '--target', 'species']);
    expect(loud.messages).toContain('warning: Column "x" has no values.\n');
    expect((await see(usual)).messages).not.toContain('warning');
  });

  test('needs a target that is there', async () => {
    const unnamed = await see([...command, 'flowers.csv']);
    expect(unnamed.messages).toContain('with --target species');
    const wrong = await see([...command, 'flowers.csv', '-t', 'spezies']);
    expect(wrong.messages).toContain('Did you mean "species"?');
    expect([unnamed.exitCode, wrong.exitCode]).toEqual([2, 2]);
  });

  test('takes the target from the settings too', async () => {
    const setting = name[0] === 'effect' ? '--base' : '--set';
    const { given } = await see([...command, 'flowers.csv', setting, 'data.target=species', '-q']);
    expect(given[0]?.recipe.data.target).toBe('species');
  });
});

test.each(onTables)('%s %s takes a folder of tables', async (...name) => {
  const cwd = await temporaryFolder();
  await mkdir(join(cwd, 'months'));
  for (const month of ['a.csv', 'b.csv']) await writeFile(join(cwd, 'months', month), 'x\n1\n');
  const command = words(name);
  const target = command[0] === 'inspect' ? [] : ['--target', 'species'];
  const { opened } = await see([...command, 'months', ...target, '-q'], { cwd });
  expect(opened).toEqual([[join(cwd, 'months', 'a.csv'), { append: [join(cwd, 'months', 'b.csv')] }]]);
});

test.each([
  ['zip', "'zip' is not of the form column=type."],
  ['zip=categry', "Did you mean 'zip=category'?"],
])('--type %s is refused', async (type, message) => {
  const { exitCode, messages, opened } = await see(['inspect', 'flowers.csv', '--type', type]);
  expect(exitCode).toBe(2);
  expect(messages).toContain(message);
  expect(opened).toEqual([]);
});

test('a type for a column that is not there is refused', async () => {
  const { exitCode, messages } = await see(['inspect', 'flowers.csv', '--type', 'petal lenght=text']);
  expect(exitCode).toBe(2);
  expect(messages).toContain('Did you mean "petal length"?');
});

test('a sheet of what is no workbook is refused', async () => {
  const { exitCode, messages } = await see(['inspect', 'flowers.csv', '--sheet', 'May'], { sheets: [] });
  expect(exitCode).toBe(2);
  expect(messages).toContain('flowers.csv is no workbook, so it has no sheet "May".');
});

test('inspect reads as asked, and proposes a training that reads the same', async () => {
  const args = ['flowers.csv', '--append', 'my more.csv', '--type', 'petal length=category'];
  const { opened, out } = await see(['inspect', ...args, '--set', 'data.dialect.quote=', '-q']);
  expect(opened[0]?.[1]).toMatchObject({ append: ['/data/my more.csv'], dialect: { quote: '' } });
  expect(out).toContain(
    "hone train flowers.csv --append 'my more.csv' --type 'petal length=category' --target species --set data.dialect.quote=\n",
  );
});

describe('Ctrl-C while a file is read', () => {
  test('ends the reading', async () => {
    let cancelled = 0;
    const session = createFakeSession({
      workbench: {
        cancelData: () => {
          cancelled++;
        },
        openFile: async () => {
          session.interrupt();
          throw new HoneError('cancelled', 'The reading was stopped.');
        },
      },
    });
    expect(await runProgram(session, ['inspect', 'flowers.csv'])).toBe(130);
    expect(cancelled).toBe(1);
    expect(session.out()).toBe('');
  });
});

describe('progress of the reading', () => {
  const reading = (live: boolean) =>
    createFakeSession({
      live,
      events: [{ kind: 'workProgressed', phase: 'reading', share: 0.25, bytes: { done: 1e9, total: 4e9 } }],
    });

  test('is a line that is redrawn', async () => {
    const session = reading(true);
    await runProgram(session, ['inspect', 'flowers.csv']);
    expect(session.messages()).toContain('Reading 25 %, 1.00 GB of 4.00 GB');
  });

  test('is not told elsewhere of what is soon over', async () => {
    const session = reading(false);
    await runProgram(session, ['inspect', 'flowers.csv', '-q']);
    expect(session.messages()).toBe('');
  });
});
