// The store: atomic files, a single writer, ids, look-ups, and folders that hold something else.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Epoch } from '../../src/core/run/epoch';
import { z } from 'zod';
import { writeFileDurably } from '../../src/workbench/store/durable-file';
import { fingerprintFile } from '../../src/workbench/store/fingerprint';
import { homeFolder, projectName } from '../../src/workbench/store/home';
import { createJsonWriter, readJson } from '../../src/workbench/store/json-file';
import { createRecentFiles } from '../../src/workbench/store/recent';
import { readEpochs, readPreflight, readTelemetry } from '../../src/workbench/store/run-folder';
import { newRunId } from '../../src/workbench/store/run-id';
import { createRunStore } from '../../src/workbench/store/run-store';
import { openBench, recipeFor, temporaryFolder } from './bench';

test('a written file is whole and leaves no temporary one', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'deep', 'a.json');
  await Promise.all(Array.from({ length: 20 }, (_, i) => writeFileDurably(file, `${i}`.repeat(1000))));
  expect(await readFile(file, 'utf8')).toMatch(/^(\d+?)\1*$/);
  expect(await readdir(path.dirname(file))).toEqual(['a.json']);
});

test('the last of many values stands in the file', async () => {
  const file = path.join(await temporaryFolder(), 'a.json');
  const writer = createJsonWriter(file);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer(), { minLength: 1 }), async (values) => {
      await Promise.all(values.map((value) => writer.write(value)));
      expect(await readJson(file, z.number())).toBe(values.at(-1));
    }),
    { numRuns: 20 },
  );
});

test('run ids ascend and differ, even for one moment or a clock that goes back', () => {
  const now = new Date('2026-11-23T11:58:08.042Z');
  const ids = [
    ...Array.from({ length: 100 }, () => newRunId(now)),
    newRunId(new Date('2020-01-01')),
    newRunId(),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^\d{8}-\d{6}-\d{3}-[0-9a-f]{4}$/);
});

test('projects of equal file names in different folders differ', () => {
  expect(projectName('/a/t.csv')).toMatch(/^t\.csv-[0-9a-f]{8}$/);
  expect(projectName('/a/t.csv')).toBe(projectName('/a/../a/t.csv'));
  expect(projectName('/a/t.csv')).not.toBe(projectName('/b/t.csv'));
  expect(homeFolder({ HONE_HOME: '/h' })).toBe(path.resolve('/h'));
});

test('a fingerprint is the SHA-256 of the content', async () => {
  const file = path.join(await temporaryFolder(), 'a');
  await writeFile(file, 'abc');
  expect(await fingerprintFile(file)).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('a history ends where a crash cut it off', async () => {
  const folder = await temporaryFolder();
  const epoch: Epoch = {
    epoch: 1,
    phase: 'training',
    averageLoss: null,
    lossNoise: null,
    stepLoss: null,
    trainLoss: 1,
    validationLoss: 1,
    trainMetric: 1,
    validationMetric: 1,
    learningRate: 1,
    gradientNorm: 1,
    seconds: 1,
  };
  const line = JSON.stringify(epoch);
  await writeFile(path.join(folder, 'metrics.jsonl'), `${line}\n${line}\n${line.slice(0, 30)}`);
  expect(await readEpochs(folder)).toEqual([epoch, epoch]);
  expect(await readEpochs(path.join(folder, 'none'))).toEqual([]);
});

test('the looks and checks of a run, and none where there are none', async () => {
  const folder = await temporaryFolder();
  const look = { epoch: 1, phase: 'training', layers: [], loss: 1, lossNoise: null, rows: 8, seconds: 0 };
  const line = JSON.stringify(look);
  expect(await readTelemetry(folder)).toEqual([]);
  expect(await readPreflight(folder)).toBeNull();
  await writeFile(path.join(folder, 'telemetry.jsonl'), `${line}\n${line.slice(0, 9)}`);
  await writeFile(path.join(folder, 'preflight.json'), JSON.stringify({ checks: [], seconds: 1 }));
  expect(await readTelemetry(folder)).toEqual([look]);
  expect(await readPreflight(folder)).toEqual({ checks: [], seconds: 1 });
});

test('recent files: newest first, once each, at most twelve, only those that are there', async () => {
  const folder = await temporaryFolder();
  const recent = createRecentFiles(path.join(folder, 'recent.json'));
  const files = Array.from({ length: 15 }, (_, i) => path.join(folder, `${i}.csv`));
  for (const file of files.slice(1)) await writeFile(file, '');
  await Promise.all(files.map((file) => recent.add(file)));
  await recent.add(files[5] as string);
  const names = (await recent.list()).map(({ name }) => name);
  expect(names).toHaveLength(12);
  expect(names[0]).toBe('5.csv');
  expect(new Set(names).size).toBe(12);
  expect(await recent.has(files[0] as string)).toBe(false);
  expect(await recent.has(folder)).toBe(false);
});

test('runs are found by the unique beginning of their id, also by a new process', async () => {
  const { workbench, home, file } = await openBench();
  const ids: string[] = [];
  for (let i = 0; i < 2; i++) {
    const { id } = await workbench.startRun({
      data: file,
      test: null,
      recipe: recipeFor('quick'),
      folder: null,
    });
    await workbench.waitForRun(id);
    ids.push(id);
  }
  const projects = path.join(home, 'projects');
  const [project] = await readdir(projects);
  await mkdir(path.join(projects, project as string, 'runs', 'not a run'));
  await writeFile(path.join(projects, 'stray.txt'), '');
  const store = createRunStore(projects);
  expect((await store.list(path.join(projects, project as string))).map(({ id }) => id)).toEqual(
    [...ids].reverse(),
  );
  const [first, second] = ids as [string, string];
  let length = 0;
  while (first[length] === second[length]) length += 1;
  expect((await store.find(first.slice(0, length + 1))).record.id).toBe(first);
  await expect(store.find(first.slice(0, 8))).rejects.toThrow('beginning of 2 runs');
  await expect(store.find('../..')).rejects.toMatchObject({ code: 'run-not-found' });
  await expect(store.find('99999999')).rejects.toMatchObject({ code: 'run-not-found' });
});
