// The data process, started as a child as the workbench does it outside Electron.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usualDialect } from '../../src/core/recipe/dialect';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import { type DataEvent, dataEventSchema } from '../../src/data/process/messages';
import { temporaryFile, temporaryFolder } from './temporary-folder';

const root = join(import.meta.dirname, '../..');
const outDir = join(root, '.cache/tests/data-process');
const children: ChildProcess[] = [];

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      ssr: join(root, 'src/data/process/index.ts'),
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'data.cjs' } },
    },
  });
});

afterAll(() => {
  for (const child of children) child.kill();
});

/** A running data process and what it has said so far. */
async function start() {
  const child = fork(join(outDir, 'data.cjs'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  children.push(child);
  const events: DataEvent[] = [];
  child.on('message', (message) => events.push(dataEventSchema.parse(message)));
  const until = async (found: (event: DataEvent) => boolean): Promise<DataEvent> => {
    for (;;) {
      const event = events.find(found);
      if (event) return event;
      await new Promise((resolve) => child.once('message', resolve));
    }
  };
  await until((event) => event.kind === 'ready');
  return { child, events, until };
}

test('answers several requests in a row, good and bad', async () => {
  const { child, events, until } = await start();
  const path = temporaryFile('a,b\n1,x\n2,y\n');
  child.send({ kind: 'inspect', id: 1, path });
  child.send({ kind: 'inspect', id: 2, path: join(temporaryFolder(), 'nowhere.csv') });
  const dialect = { ...usualDialect, headerRows: 0 };
  child.send({ kind: 'inspect', id: 3, path, settings: { dialect } });
  child.send({ kind: 'dance', id: 4 });
  child.send('hello');
  await until((event) => event.kind === 'inspected' && event.id === 3);
  expect(await until((event) => 'id' in event && event.id === 1 && event.kind !== 'progress')).toMatchObject({
    kind: 'inspected',
    profile: { path, rows: 2 },
  });
  const failed = events.filter((event) => event.kind === 'failed');
  expect(failed.map(({ id, error }) => [id, error.code])).toEqual(
    expect.arrayContaining([
      [2, 'file-not-found'],
      [4, 'request-invalid'],
      [-1, 'request-invalid'],
    ]),
  );
  expect(events.find((event) => event.kind === 'inspected' && event.id === 3)).toMatchObject({
    profile: { rows: 3 },
  });
});

test('answers a preview while a file is read, tells the bytes, and ends a reading when told to', async () => {
  const { child, events, until } = await start();
  const rows = Array.from({ length: 300_000 }, (_, i) => `${i},${i % 7},word ${i % 9}`).join('\n');
  const path = temporaryFile(`a,b,c\n${rows}\n`);
  child.send({ kind: 'inspect', id: 1, path });
  child.send({ kind: 'inspect', id: 2, path });
  child.send({ kind: 'cancel', id: 2 });
  child.send({ kind: 'preview', id: 3, path });
  const preview = await until((event) => event.kind === 'previewed');
  expect(preview).toMatchObject({ id: 3, preview: { columns: ['a', 'b', 'c'], complete: false } });
  expect(events.some((event) => event.kind === 'inspected')).toBe(false);
  const told = await until((event) => event.kind === 'progress');
  expect(told).toMatchObject({ id: 1, phase: 'reading', bytes: { total: rows.length + 7 } });
  expect(await until((event) => event.kind === 'failed')).toMatchObject({
    id: 2,
    error: { code: 'cancelled' },
  });
  expect(await until((event) => event.kind === 'inspected')).toMatchObject({
    id: 1,
    profile: { rows: 300_000 },
  });
});

test('ends when its parent goes away', async () => {
  const { child } = await start();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  expect(await ended).toBe(0);
});

test('looks at a table as a whole, with its test file, and stops when told to', async () => {
  const { child, until } = await start();
  const x = (i: number) => ((i * 37) % 101) + i / 1000;
  const rows = Array.from({ length: 200 }, (_, i) => `${i + 1},${x(i)},${x(i) > 50 ? 'y' : 'n'}`);
  const path = temporaryFile(`nr,x,target\n${rows.join('\n')}\n`);
  const other = temporaryFile(`nr,x,target\n${rows.slice(0, 40).join('\n')}\n`, 'test.csv');
  const recipe = defaultRecipe('target');
  child.send({ kind: 'understand', id: 1, path, test: other, recipe });
  const event = await until((one) => one.kind === 'understood' && one.id === 1);
  const { understanding } = event as Extract<DataEvent, { kind: 'understood' }>;
  expect(understanding).toMatchObject({ rows: 200, target: { task: 'binary', known: 200 } });
  expect(understanding.warnings.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['id-column', 'leakage-suspect', 'shared-rows']),
  );
  child.send({ kind: 'understand', id: 2, path, recipe: defaultRecipe('tarjet') });
  expect(await until((one) => one.kind === 'failed' && one.id === 2)).toMatchObject({
    error: { code: 'target-invalid', place: { file: path } },
  });
  child.send({ kind: 'understand', id: 3, path, recipe });
  child.send({ kind: 'cancel', id: 3 });
  expect(await until((one) => 'id' in one && one.id === 3 && one.kind !== 'progress')).toMatchObject({
    error: { code: 'cancelled' },
  });
});
