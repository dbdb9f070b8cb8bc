// Bad input through the built command line: one sentence, its place, what to do, exit code 2, nothing half-written.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWorkplace, type HoneResult, type Workplace } from '../cli/run-hone';
import { smallTable } from '../cli/small-tables';

// Every test starts processes that load TensorFlow, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let place: Workplace;

beforeAll(async () => {
  place = await createWorkplace();
});

afterAll(() => place.remove());

const put = (name: string, content: string | Uint8Array) => writeFile(join(place.folder, name), content);
const lines = (count: number, line: (row: number) => string) =>
  Array.from({ length: count }, (_, row) => line(row));
const csv = (header: string, rows: readonly string[]) => [header, ...rows, ''].join('\n');

/** One sentence, where it is (there or on the next line), then the way out. */
function expectRefusal(result: HoneResult, sentence: RegExp, where: string): void {
  expect(result.out).toBe('');
  const told = result.messages.split('\n').filter((line) => !line.startsWith('warning:'));
  const [error = '', ...rest] = told;
  expect(error).toMatch(/^error: [^.].*[.?]$/);
  expect(error).toMatch(sentence);
  expect(error).not.toMatch(/undefined|\[object|at \w+ \(/);
  expect(`${error}${rest.find((line) => line.startsWith('  in '))}`).toContain(where);
  expect(rest.find((line) => line.startsWith('fix: '))).toMatch(/\S{2,}.*\.$/);
  expect(result.exitCode).toBe(2);
}

interface BadTable {
  what: string;
  content: string | Uint8Array;
  args?: readonly string[];
  sentence: RegExp;
  where?: string;
}

const badTables: readonly BadTable[] = [
  { what: 'an empty file', content: '', sentence: /empty/ },
  { what: 'a file of blank lines', content: '\n\n\n', sentence: /empty|no rows/ },
  { what: 'a line of names without rows', content: 'a,b,y\n', sentence: /no rows/ },
  {
    what: 'one column',
    content: csv(
      'y',
      lines(50, (row) => String(row % 2)),
    ),
    sentence: /column|feature/,
  },
  { what: 'one row', content: 'a,b,y\n1,2,0\n', sentence: /row/ },
  {
    what: 'a target that is not there',
    content: smallTable('binary'),
    args: ['--target', 'Y'],
    sentence: /no column "Y"\. Did you mean "y"\?/,
    where: 'bad.csv, column "Y"',
  },
  {
    what: 'a target without values',
    content: csv(
      'a,y',
      lines(50, (row) => `${row},`),
    ),
    sentence: /target|value/i,
    where: 'column "y"',
  },
  {
    what: 'a constant target',
    content: csv(
      'a,y',
      lines(50, (row) => `${row},same`),
    ),
    sentence: /same|constant|one (class|value)/i,
    where: 'column "y"',
  },
  {
    what: '10,000 classes',
    content: csv(
      'a,y',
      lines(20_000, (row) => `${row},class${row % 10_000}`),
    ),
    sentence: /10,?000/,
    where: 'column "y"',
  },
  {
    what: 'a text target for regression',
    content: smallTable('binary'),
    args: ['--target', 'y', '--set', 'data.task=regression'],
    sentence: /number|text/i,
    where: 'column "y"',
  },
  {
    what: 'a binary file',
    content: Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256),
    sentence: /text|binary/i,
  },
  {
    what: 'an unknown recipe path',
    content: smallTable('binary'),
    args: ['--target', 'y', '--set', 'training.epoch=3'],
    sentence: /Did you mean 'training\.epochs'\?/,
    where: 'training.epoch',
  },
  {
    what: 'a value out of range',
    content: smallTable('binary'),
    args: ['--target', 'y', '--set', 'training.epochs=0'],
    sentence: /whole number from 1/,
    where: 'training.epochs',
  },
];

describe('train refuses', () => {
  beforeEach(() => expect(place.runs()).resolves.toEqual([]));

  test.each(badTables)('$what', async ({ content, args, sentence, where }) => {
    await put('bad.csv', content);
    const before = await readdir(place.folder);
    const result = await place.hone('train', 'bad.csv', ...(args ?? ['--target', 'y']), '--out', 'run', '-q');
    expectRefusal(result, sentence, where ?? 'bad.csv');
    expect(await readdir(place.folder)).toEqual(before);
    expect(await place.runs()).toEqual([]);
  });

  test('a file that is not there', async () => {
    expectRefusal(await place.hone('train', 'gone.csv', '--target', 'y'), /no file/, 'gone.csv');
  });

  test('a folder in place of a file', async () => {
    await mkdir(join(place.folder, 'folder.csv'));
    expectRefusal(await place.hone('train', 'folder.csv', '--target', 'y'), /folder/, 'folder.csv');
  });

  test('a test file that lacks a column, by its name', async () => {
    await put('good.csv', smallTable('binary'));
    await put(
      'test.csv',
      csv(
        'a,c,y',
        lines(20, (row) => `${row},red,yes`),
      ),
    );
    const result = await place.hone('train', 'good.csv', '--target', 'y', '--test', 'test.csv', '-q');
    expectRefusal(result, /"b"/, 'test.csv');
    expect(await place.runs()).toEqual([]);
  });

  test('the same on one line of JSON', async () => {
    const result = await place.hone('train', 'gone.csv', '--target', 'y', '--json');
    expect(result).toMatchObject({ exitCode: 2, out: '' });
    const { error } = JSON.parse(result.messages);
    expect(error).toMatchObject({ code: 'file-not-found', place: { file: join(place.folder, 'gone.csv') } });
    expect(error.fix).toEqual(expect.any(String));
  });
});

test('an unknown command is told apart from a file', async () => {
  const result = await place.hone('trian', 'a.csv');
  expect(result).toMatchObject({ exitCode: 2, out: '' });
  expect(result.messages).toMatch(/^error: Unknown command 'trian'.*train/);
  expect(result.messages).toContain('\nfix: ');
});

describe('usable but odd input gives a warning and a result:', () => {
  const rows = lines(80, (row) => `${row % 7},${(row * 3) % 11}`);
  const odd = [
    {
      what: 'a column without values',
      header: 'a,b,empty,y',
      row: (text: string, i: number) => `${text},,${i % 2}`,
      names: 'empty',
    },
    {
      what: 'infinite numbers',
      header: 'a,b,c,y',
      row: (text: string, i: number) => `${text},${i === 3 ? 'inf' : i === 5 ? 'nan' : i},${i % 2}`,
      names: 'c',
    },
    {
      what: 'a class seen once',
      header: 'a,b,y',
      row: (text: string, i: number) => `${text},${i === 9 ? 'rare' : i % 2 ? 'odd' : 'even'}`,
      names: 'rare',
    },
  ];

  test.each(odd)('$what', async ({ header, row, names }) => {
    await put('odd.csv', csv(header, rows.map(row)));
    const settings = ['--set', 'training.epochs=3', '--set', 'model.hidden=4', '--json'];
    const result = await place.hone('train', 'odd.csv', '--target', 'y', ...settings);
    expect(result.messages).toMatch(new RegExp(`^warning: .*${names}`, 'm'));
    expect(result.exitCode).toBe(0);
    const { metrics } = JSON.parse(result.out);
    expect(metrics.validation.accuracy).toEqual(expect.any(Number));
    expect(metrics.train.logLoss).toEqual(expect.any(Number));
  });
});

describe('predict and export refuse', () => {
  beforeAll(async () => {
    await put('good.csv', smallTable('binary'));
    const brief = ['--set', 'training.epochs=2', '--set', 'model.hidden=4', '-q'];
    const trained = await place.hone('train', 'good.csv', '--target', 'y', '--out', 'trained', ...brief);
    expect(trained).toMatchObject({ exitCode: 0, messages: '' });
  });

  test.each([
    ['columns that are missing, by name', 'b,y\n1,yes\n', /"a".*"c"/],
    ['an empty file', '', /empty/],
    ['text where numbers are needed', 'a,b,c\nx,y,red\nz,w,blue\n', /number/],
  ])('%s', async (_, content, sentence) => {
    await put('new.csv', content);
    await put('older.csv', 'precious');
    const before = await readdir(place.folder);
    expectRefusal(
      await place.hone('predict', 'trained', 'new.csv', '--out', 'preds.csv'),
      sentence,
      'new.csv',
    );
    expectRefusal(
      await place.hone('predict', 'trained', 'new.csv', '--out', 'older.csv'),
      sentence,
      'new.csv',
    );
    expect(await readdir(place.folder)).toEqual(before);
    expect(await readFile(join(place.folder, 'older.csv'), 'utf8')).toBe('precious');
  });

  test('a folder without a model', async () => {
    await mkdir(join(place.folder, 'bare'));
    const predicted = await place.hone('predict', 'bare', 'good.csv', '--out', 'preds.csv');
    expectRefusal(predicted, /model|run/, 'bare');
    expectRefusal(
      await place.hone('export', 'bare', '--format', 'onnx', '--out', 'model'),
      /model|run/,
      'bare',
    );
    expectRefusal(await place.hone('diagnose', 'bare'), /run/, 'bare');
    expect(existsSync(join(place.folder, 'preds.csv'))).toBe(false);
    expect(existsSync(join(place.folder, 'model'))).toBe(false);
  });

  test('a folder of the output that is not empty', async () => {
    await mkdir(join(place.folder, 'full'));
    await put('full/precious.txt', 'kept');
    const result = await place.hone('export', 'trained', '--format', 'onnx', '--out', 'full');
    expectRefusal(result, /not empty/, 'full');
    expect(await readdir(join(place.folder, 'full'))).toEqual(['precious.txt']);
  });
});
