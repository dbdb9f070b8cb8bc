// `hone convert`: one file or many, and what is told of those that fail; `hone inspect` of what no model can learn from.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program';
import { HoneError } from '../../src/core/errors';
import { createFakeSession, type FakeOptions, temporaryFolder } from './fake-session';

async function place(files: Record<string, string | Uint8Array>): Promise<string> {
  const cwd = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  return cwd;
}

async function hone(args: readonly string[], options: FakeOptions) {
  const session = createFakeSession(options);
  const exitCode = await runProgram(session, args);
  return { exitCode, out: session.out(), messages: session.messages() };
}

test('one file, with a preamble and semicolons', async () => {
  const cwd = await place({ 'a.txt': 'Report\n\nname;n\n"x; y";1,5\nz;2\n' });
  const { exitCode, out, messages } = await hone(['convert', 'a.txt', '--out', 'a.csv'], { cwd });
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: '' });
  expect(messages).toMatch(/^a\.txt: 2 rows, 2 columns in .*a\.csv\n$/);
  expect(readFileSync(join(cwd, 'a.csv'), 'utf8')).toBe('name,n\nx; y,"1,5"\nz,2\n');
});

test('many files: one that fails is told, the others are done', async () => {
  const cwd = await place({
    'a.csv': 'a,b\n1,2\n',
    'b.tsv': 'a\tb\n1\t2,5\n3\n',
    'c.csv': Uint8Array.of(0x50, 0x4b, 3, 4, 1),
    'empty.csv': '',
  });
  const args = [
    'convert',
    'a.csv',
    'b.tsv',
    'c.csv',
    'nowhere.csv',
    'empty.csv',
    '--out-dir',
    'out',
    '--json',
  ];
  const { exitCode, out, messages } = await hone(args, { cwd });
  expect(exitCode).toBe(1);
  expect(messages).toMatch(/c\.csv begins like an archive[^]*There is no file/);
  expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['a.csv', 'b.csv', 'empty.csv']);
  expect(readFileSync(join(cwd, 'out/b.csv'), 'utf8')).toBe('a,b\n1,"2,5"\n3,\n');
  const { files } = JSON.parse(out) as { files: { file: string; [key: string]: unknown }[] };
  expect(files.map(({ file }) => file)).toEqual(['a.csv', 'b.tsv', 'c.csv', 'nowhere.csv', 'empty.csv']);
  expect(files[1]).toMatchObject({
    rows: 2,
    dialect: { delimiter: '\t' },
    notes: [{ line: 3, reason: 'It has 1 value where 2 are expected; the rest is empty.' }],
  });
  expect(files[2]).toMatchObject({ error: { code: 'data-invalid' } });
});

test('typed', async () => {
  const cwd = await place({ 'a.csv': 'd;n;t\n31.12.2020;1,50;x\n01.01.2021;NA;y\n' });
  expect((await hone(['convert', 'a.csv', '--out', 'b.csv', '--typed'], { cwd })).exitCode).toBe(0);
  expect(readFileSync(join(cwd, 'b.csv'), 'utf8')).toBe('d,n,t\n2020-12-31,1.5,x\n2021-01-01,,y\n');
});

test.each([
  [['convert', 'a.csv']],
  [['convert', 'a.csv', 'b.csv', '--out', 'c.csv']],
  [['convert', 'a.csv', '--out', 'a.csv']],
])('%j is refused', async (args) => {
  const cwd = await place({ 'a.csv': 'a,b\n1,2\n', 'b.csv': 'a,b\n1,2\n' });
  expect((await hone(args, { cwd })).exitCode).toBe(2);
  expect(readFileSync(join(cwd, 'a.csv'), 'utf8')).toBe('a,b\n1,2\n');
});

test('inspect says what a table without rows is', async () => {
  const cwd = await place({ 'a.csv': 'name;n\n' });
  const refused = () =>
    Promise.reject(new HoneError('data-invalid', 'The file has no rows.', { fix: 'Add some.' }));
  const { exitCode, out, messages } = await hone(['inspect', 'a.csv', '--json'], {
    cwd,
    workbench: { openFile: refused },
  });
  expect(exitCode).toBe(0);
  expect(messages).toMatch(/no rows/);
  expect(JSON.parse(out)).toMatchObject({
    rows: 0,
    dialect: { delimiter: ';', headerRows: 1 },
    columns: [{ name: 'name' }, { name: 'n' }],
    warnings: ['The file has no rows.'],
  });
});
