// Every command but train, through the program, with a workbench made of plain data.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program';
import { HoneError } from '../../src/core/errors';
import {
  createFakeSession,
  type FakeOptions,
  finding,
  finishedRecord,
  temporaryFolder,
} from './fake-session';

async function hone(args: readonly string[], options: FakeOptions = {}) {
  const session = createFakeSession(options);
  const exitCode = await runProgram(session, args);
  return { exitCode, out: session.out(), messages: session.messages(), calls: session.calls };
}

describe('predict', () => {
  const table = 'prediction\nsetosa\n';
  const predicting = {
    workbench: {
      predict: async ({ out }: { out: string }) => {
        await writeFile(out, table);
        return { rows: 1 };
      },
    },
  };

  test('writes the file and tells how many rows', async () => {
    const cwd = await temporaryFolder();
    const result = await hone(['predict', 'run-1', 'new.csv', '--out', 'preds.csv'], { ...predicting, cwd });
    expect(result).toMatchObject({ exitCode: 0, out: '' });
    expect(result.messages).toMatch(/^1 prediction in .*preds\.csv\n$/);
    expect(await readFile(join(cwd, 'preds.csv'), 'utf8')).toBe(table);
    expect(await readdir(cwd)).toEqual(['preds.csv']);
  });

  test('writes to stdout', async () => {
    const result = await hone(['predict', 'run-1', 'new.csv', '--out', '-'], predicting);
    expect(result).toMatchObject({ exitCode: 0, out: table, messages: '' });
  });

  test('tells what the workbench finds wrong', async () => {
    const workbench = {
      predict: () =>
        Promise.reject(
          new HoneError('column-missing', 'The file lacks the column "age".', {
            place: { file: '/data/new.csv', column: 'age' },
            fix: 'Add it.',
          }),
        ),
    };
    const result = await hone(['predict', 'run-1', 'new.csv'], { workbench });
    expect(result).toMatchObject({ exitCode: 2, out: '' });
    expect(result.messages).toBe(
      'error: The file lacks the column "age".\n  in /data/new.csv, column "age"\nfix: Add it.\n',
    );
  });

  test.each([
    ['the data itself', 'new.csv', 'overwrite'],
    ['a folder', '.', 'folder'],
    ['a file in no folder', 'no/such/preds.csv', 'does not exist'],
  ])('refuses to write to %s', async (_, out, reason) => {
    const cwd = await temporaryFolder();
    const result = await hone(['predict', 'run-1', 'new.csv', '--out', out], { cwd });
    expect(result).toMatchObject({ exitCode: 2, out: '', calls: [] });
    expect(result.messages).toContain(reason);
  });

  test('tells of a model folder that is not there', async () => {
    const cwd = await temporaryFolder();
    const result = await hone(['predict', './gone', 'new.csv'], { cwd });
    expect(result).toMatchObject({ exitCode: 2, calls: [] });
    expect(result.messages).toContain('no such run or model folder');
  });
});

describe('export', () => {
  test('names the files that it wrote', async () => {
    const cwd = await temporaryFolder();
    const result = await hone(['export', 'run-1', '--format', 'onnx', '--out', 'model', '-q'], { cwd });
    expect(result).toMatchObject({ exitCode: 0, out: `${join('model', 'model.onnx')}\n`, messages: '' });
    expect(result.calls).toEqual([
      ['exportModel', { run: 'run-1', format: 'onnx', out: join(cwd, 'model') }],
    ]);
  });

  test('names the nearest format', async () => {
    const result = await hone(['export', 'run-1', '--format', 'onyx', '--out', 'model']);
    expect(result.exitCode).toBe(2);
    expect(result.messages).toContain("Did you mean 'onnx'?");
  });

  test('does not write into a folder that holds something', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'model', 'older'), { recursive: true });
    const result = await hone(['export', 'run-1', '--format', 'onnx', '--out', 'model'], { cwd });
    expect(result).toMatchObject({ exitCode: 2, calls: [] });
  });
});

describe('diagnose', () => {
  test('speaks in sentences', async () => {
    const result = await hone(['diagnose', 'run-1']);
    expect(result.exitCode).toBe(0);
    expect(result.out).toContain(finding.explanation);
    expect(result.out).toContain('--set model.dropout=0.2 --set model.hidden=64,64');
  });

  test('gives whole findings as JSON', async () => {
    const { out } = await hone(['diagnose', 'run-1', '--json']);
    expect(JSON.parse(out)).toMatchObject({ bestEpoch: 31, target: 'species', diagnosis: [finding] });
  });
});

describe('inspect', () => {
  test('shows a line per column and proposes a training', async () => {
    const { exitCode, out, messages } = await hone(['inspect', 'flowers.csv']);
    expect(exitCode).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "flowers.csv: 150 rows, 2 columns, 4.60 kB
      Delimiter ',', names in the first line, utf-8 (100 % sure)

      column        kind      distinct  minimum   mean  maximum  most frequent
      petal length  number          43        1  3.758      6.9
      species       category         3                           setosa (50)

      Next:
        hone train flowers.csv --target species
      "
    `);
    expect(messages).toBe('warning: Column "x" has no values.\n');
  });

  test('gives the profile as JSON', async () => {
    const { out } = await hone(['inspect', 'flowers.csv', '--json']);
    expect(JSON.parse(out)).toMatchObject({ rows: 150, suggestedTarget: 'species' });
  });
});

describe('runs', () => {
  async function homeWithRuns(): Promise<string> {
    const home = await temporaryFolder();
    const write = async (project: string, change: Partial<typeof finishedRecord>) => {
      const record = { ...finishedRecord, ...change };
      const folder = join(home, 'projects', project, 'runs', record.id);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'run.json'), JSON.stringify(record));
    };
    await write('a.hone', { id: 'older', createdAt: '2026-11-22T12:00:00.000Z' });
    await write('a.hone', { id: 'newer', createdAt: '2026-11-23T12:00:00.000Z' });
    await write('b.hone', {
      id: 'other',
      createdAt: '2026-11-21T12:00:00.000Z',
      source: { path: '/data/other.csv', fingerprint: 'cd'.repeat(32), test: null },
    });
    await mkdir(join(home, 'projects', 'b.hone', 'runs', 'damaged'));
    await writeFile(join(home, 'projects', 'b.hone', 'runs', 'damaged', 'run.json'), '{');
    return home;
  }

  test('are listed newest first', async () => {
    const { out } = await hone(['runs', '--json'], { home: await homeWithRuns() });
    expect(JSON.parse(out).map((run: { id: string }) => run.id)).toEqual(['newer', 'older', 'other']);
  });

  test('whose process is gone are not shown as training', async () => {
    const home = await temporaryFolder();
    const folder = join(home, 'projects', 'a.hone', 'runs', 'cut-off');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'run.json'), JSON.stringify({ ...finishedRecord, state: 'training' }));
    const { out } = await hone(['runs', '--json'], { home });
    expect(JSON.parse(out)).toMatchObject([{ state: 'failed', resumable: false }]);
  });

  test('of one file only, in a table', async () => {
    const { out } = await hone(['runs', 'other.csv'], { home: await homeWithRuns() });
    expect(out.trimEnd().split('\n')).toHaveLength(2);
    expect(out).toContain('accuracy 0.9667');
    expect(out).toContain('31/40');
  });

  test('are none on a new machine', async () => {
    const result = await hone(['runs'], { home: '/no/such/home' });
    expect(result).toMatchObject({ exitCode: 0, out: '' });
    expect(result.messages).toContain('No runs yet');
  });
});

describe('usage', () => {
  test.each([
    [['trian'], 'train'],
    [['train', 'a.csv', '--targte', 'y'], '--target'],
    [['train'], 'data'],
    [['predict', 'run-1'], 'data'],
    [['export', 'run-1', '--out', 'x'], '--format'],
    [['diagnose', 'run-1', 'run-2'], 'argument'],
  ])('%j is told what is wrong', async (args, hint) => {
    const { exitCode, out, messages } = await hone(args);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(messages).toMatch(/^error: .+\nfix: .+\n$/);
    expect(messages).toContain(hint);
  });

  test('help has examples for every command', async () => {
    const { out } = await hone(['--help']);
    const names = [...out.matchAll(/^ {2}([a-z]+) .*/gm)].map((match) => match[1] as string);
    expect(names).toEqual(
      expect.arrayContaining(['train', 'predict', 'export', 'diagnose', 'inspect', 'runs', 'bench', 'serve']),
    );
    for (const name of names.filter((one) => one !== 'help' && one !== 'hone')) {
      const help = await hone([name, '--help']);
      expect(help.exitCode).toBe(0);
      expect(help.out).toContain(`Examples:\n  hone ${name}`);
    }
  });

  test.each([
    ['trian', ' Did you mean train?'],
    ['nope', ''],
  ])('help for %s, which there is not', async (name, hint) => {
    const { exitCode, out, messages } = await hone(['help', name]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(messages).toContain(`error: Unknown command '${name}'.${hint}\nfix: Run hone --help`);
  });

  test('help keeps to the width of the terminal but for examples', async () => {
    const { out } = await hone(['--help'], { columns: 80 });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).toContain('Tables:\n  inspect <data>');
  });

  test('an effect needs a change', async () => {
    const { exitCode, messages } = await hone(['effect', 'flowers.csv', '-t', 'species']);
    expect(exitCode).toBe(2);
    expect(messages).toContain('fix: Name the change, for instance with --set model.dropout=0.3.');
  });

  test('no command at all prints help', async () => {
    expect((await hone([])).out).toBe((await hone(['--help'])).out);
  });

  test('the version is that of the program', async () => {
    expect(await hone(['--version'])).toMatchObject({ exitCode: 0, out: '1.2.3\n', messages: '' });
  });
});

describe('rates', () => {
  const done = {
    state: 'done',
    points: [
      { rate: 1e-6, loss: 0.7 },
      { rate: 1, loss: null },
    ],
    smoothed: [0.7, null],
    suggested: 0.02,
    edge: 0.1,
    explanation: 'The loss falls fastest near a rate of 0.04.',
    error: null,
  };
  const testing = (test: object) => ({
    workbench: { rateTests: { begin: async () => test, ended: async () => test, cancel: async () => {} } },
  });

  test('prints the points, what they say and the setting to try', async () => {
    const { exitCode, out } = await hone(['rates', 'flowers.csv', '-t', 'species'], testing(done) as never);
    expect(exitCode).toBe(0);
    expect(out).toContain('The loss falls fastest near a rate of 0.04.');
    expect(out).toContain('--set training.learning-rate=0.02');
  });

  test('as JSON is the test as it is', async () => {
    const args = ['rates', 'flowers.csv', '-t', 'species', '--json', '-q'];
    const { out, messages } = await hone(args, testing(done) as never);
    expect(JSON.parse(out)).toEqual({ rates: done });
    expect(messages).toBe('');
  });

  test('tells what went wrong', async () => {
    const error = { code: 'data-invalid', message: 'No column is left.', place: {} };
    const failed = { ...done, state: 'failed', error };
    const { exitCode, messages } = await hone(
      ['rates', 'flowers.csv', '-t', 'species'],
      testing(failed) as never,
    );
    expect(exitCode).toBe(2);
    expect(messages).toContain('No column is left.');
  });
});

describe('check', () => {
  const well = { id: 'few-rows', title: 'It learns', light: 'green', figures: {}, remedies: [] };
  const fault = {
    id: 'learning-rate',
    title: 'The learning rate does not fit',
    light: 'red',
    figures: { learningRate: 100 },
    remedies: [
      { title: 'A usual learning rate', why: 'Shorter.', changes: { 'training.learning-rate': 0.001 } },
    ],
  };
  const green = { checks: [{ ...well, explanation: 'Down to 0.01.' }], seconds: 0.9 };
  const red = {
    checks: [{ ...fault, explanation: 'The steps are too long.' }, ...green.checks],
    seconds: 1.1,
  };
  const usual = ['check', 'flowers.csv', '-t', 'species'];
  const checking = (preflight: object, asked: unknown[] = []) =>
    ({
      workbench: {
        preflights: {
          run: async (input: unknown) => {
            asked.push(input);
            return preflight;
          },
          cancel: async () => {},
        },
      },
    }) as never;

  test('prints every light, what it says and the setting to try', async () => {
    const { exitCode, out } = await hone(usual, checking(red));
    expect(exitCode).toBe(1);
    expect(out).toContain('red   The learning rate does not fit (learning-rate)');
    expect(out).toContain('The steps are too long.');
    expect(out).toContain('--set training.learning-rate=0.001');
    expect(out).toContain('2 checks, 1 red, 1 green in 1.1 s.');
  });

  test('ends well where no light is red, and checks the recipe of the options', async () => {
    const asked: unknown[] = [];
    const { exitCode } = await hone([...usual, '--set', 'training.epochs=7'], checking(green, asked));
    expect(exitCode).toBe(0);
    expect(asked).toMatchObject([
      {
        data: '/data/flowers.csv',
        recipe: { data: { target: 'species' }, training: { epochs: 7 } },
      },
    ]);
  });

  test('as JSON is the result as it is', async () => {
    const { out, messages } = await hone([...usual, '--json', '-q'], checking(red));
    expect(JSON.parse(out)).toEqual({ preflight: red });
    expect(messages).toBe('');
  });

  test('tells what went wrong', async () => {
    const broken = {
      workbench: {
        preflights: {
          run: async () => {
            throw new HoneError('target-invalid', 'The target is constant.');
          },
          cancel: async () => {},
        },
      },
    } as never;
    const { exitCode, messages } = await hone(usual, broken);
    expect(exitCode).toBe(2);
    expect(messages).toContain('The target is constant.');
  });
});
